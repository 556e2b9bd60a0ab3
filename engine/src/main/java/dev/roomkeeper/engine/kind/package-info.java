/** What somebody who writes a kind of room sees: start at {@link RoomKind} and {@link Draft}. */
@NullMarked
package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.NullMarked;
