/** WebSocket connections: the handshake, the codec, the dialects that clients may speak. */
@NullMarked
package dev.roomkeeper.server.gateway;

import org.jspecify.annotations.NullMarked;
