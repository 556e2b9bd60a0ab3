/** The kind {@code cardtable}: cards, decks and hands, with the same secrets as at a real table. */
@NullMarked
package dev.roomkeeper.kinds.cardtable;

import org.jspecify.annotations.NullMarked;
