/** What all kinds have in common whose players sit around a board. */
@NullMarked
package dev.roomkeeper.kinds.table;

import org.jspecify.annotations.NullMarked;
