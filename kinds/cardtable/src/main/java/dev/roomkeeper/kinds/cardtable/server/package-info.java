/** The server side of card tables. */
@NullMarked
package dev.roomkeeper.kinds.cardtable.server;

import org.jspecify.annotations.NullMarked;
