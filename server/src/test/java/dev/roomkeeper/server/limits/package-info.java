@NullMarked
package dev.roomkeeper.server.limits;

import org.jspecify.annotations.NullMarked;
