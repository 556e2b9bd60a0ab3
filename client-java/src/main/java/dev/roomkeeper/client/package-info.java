/**
 * A client for rooms of a Roomkeeper server: sockets on shared event loops, frames, a replica of
 * what the member may see, commands that take effect once, and reconnecting. Start at {@link
 * dev.roomkeeper.client.Roomkeeper}.
 */
@NullMarked
package dev.roomkeeper.client;

import org.jspecify.annotations.NullMarked;
