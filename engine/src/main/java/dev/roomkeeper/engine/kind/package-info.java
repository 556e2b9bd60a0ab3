/** The API for writing a kind of room: start at {@link RoomKind} and {@link Draft}. */
@NullMarked
package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.NullMarked;
