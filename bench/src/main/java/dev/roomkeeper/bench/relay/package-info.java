/**
 * A bare relay: sockets, frames and rooms on Netty and nothing else. It stores nothing, checks
 * nothing and has no accounts, so a message costs here about the least that is possible on Netty.
 * {@code ./bench/bench compare} compares servers with it.
 */
@NullMarked
package dev.roomkeeper.bench.relay;

import org.jspecify.annotations.NullMarked;
