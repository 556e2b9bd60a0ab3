/** What a server needs of card tables besides their rules. */
@NullMarked
package dev.roomkeeper.kinds.cardtable.server;

import org.jspecify.annotations.NullMarked;
