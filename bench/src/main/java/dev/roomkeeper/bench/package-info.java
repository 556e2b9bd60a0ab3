/**
 * The load generator. It joins clients to rooms of a running server over real sockets, sends at a
 * set rate whether or not answers come, and prints latencies and the server's cost as a table.
 */
@NullMarked
package dev.roomkeeper.bench;

import org.jspecify.annotations.NullMarked;
