/**
 * The kind {@code cardtable}: cards, decks and hands, of which nobody sees more than at a real
 * table.
 */
@NullMarked
package dev.roomkeeper.kinds.cardtable;

import org.jspecify.annotations.NullMarked;
