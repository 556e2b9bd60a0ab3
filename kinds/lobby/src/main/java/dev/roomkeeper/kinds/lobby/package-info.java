/** The kind {@code lobby}: a shared board and players, for games that bring their own rules. */
@NullMarked
package dev.roomkeeper.kinds.lobby;

import org.jspecify.annotations.NullMarked;
