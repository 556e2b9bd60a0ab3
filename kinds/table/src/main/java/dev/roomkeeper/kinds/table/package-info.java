/** What the kinds of room have in common where players sit around a board. */
@NullMarked
package dev.roomkeeper.kinds.table;

import org.jspecify.annotations.NullMarked;
