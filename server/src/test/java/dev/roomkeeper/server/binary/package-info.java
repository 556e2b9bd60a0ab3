@NullMarked
package dev.roomkeeper.server.binary;

import org.jspecify.annotations.NullMarked;
