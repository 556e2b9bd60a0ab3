@NullMarked
package dev.roomkeeper.server.queue;

import org.jspecify.annotations.NullMarked;
