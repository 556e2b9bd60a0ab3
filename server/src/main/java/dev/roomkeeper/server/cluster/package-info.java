/** A cluster of servers: which nodes are alive, where rooms are, and how a socket gets there. */
@NullMarked
package dev.roomkeeper.server.cluster;

import org.jspecify.annotations.NullMarked;
