/** WebSocket connections: the handshake, the codec, and the dialects. */
@NullMarked
package dev.roomkeeper.server.gateway;

import org.jspecify.annotations.NullMarked;
