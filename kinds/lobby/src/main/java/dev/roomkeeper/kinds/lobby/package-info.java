/** The kind {@code lobby}: a shared board and players, for games whose rules are in the clients. */
@NullMarked
package dev.roomkeeper.kinds.lobby;

import org.jspecify.annotations.NullMarked;
