/**
 * A bare relay: sockets, frames and rooms on Netty and nothing else. It keeps nothing, checks
 * nothing and knows nobody, so what a message costs here is about the least that it can cost on
 * Netty. {@code ./bench/bench compare} sets servers against it.
 */
@NullMarked
package dev.roomkeeper.bench.relay;

import org.jspecify.annotations.NullMarked;
