/** Rooms as documents: pure, deterministic, no I/O. */
@NullMarked
package dev.roomkeeper.engine;

import org.jspecify.annotations.NullMarked;
