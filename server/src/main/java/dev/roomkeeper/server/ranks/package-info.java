/** Ratings after matches, and leaderboards. Owns the port of their tables. */
@NullMarked
package dev.roomkeeper.server.ranks;

import org.jspecify.annotations.NullMarked;
