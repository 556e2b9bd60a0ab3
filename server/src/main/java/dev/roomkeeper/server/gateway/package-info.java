/** WebSocket connections: the handshake, the codec, what a client may send. */
@NullMarked
package dev.roomkeeper.server.gateway;

import org.jspecify.annotations.NullMarked;
