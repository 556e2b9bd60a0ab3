package dev.roomkeeper.client;

import io.netty.buffer.ByteBuf;

/** Listens in on what comes for a room, as a test or a recorder does. Called on the room's loop. */
public interface RoomTap {
  /** Nobody listens in. */
  RoomTap NONE = new RoomTap() {};

  /** A socket is open; a test may send by it what the client would not. */
  default void opened(ClientSocket socket) {}

  /** Bytes came over a socket, the handshake's answer too. To be read only. */
  default void arrived(ByteBuf bytes) {}

  /** A frame came, and took effect on the replica; answers are not told to commands yet. */
  default void frame(ServerFrame frame) {}
}
