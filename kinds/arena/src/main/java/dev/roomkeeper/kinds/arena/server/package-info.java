/** What a server needs of the arena besides its rules. */
@NullMarked
package dev.roomkeeper.kinds.arena.server;

import org.jspecify.annotations.NullMarked;
