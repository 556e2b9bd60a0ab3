/** Many servers that act as one: who is alive, where a room is, how a socket gets there. */
@NullMarked
package dev.roomkeeper.server.cluster;

import org.jspecify.annotations.NullMarked;
