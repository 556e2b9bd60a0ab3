package dev.roomkeeper.client;

import io.netty.buffer.ByteBuf;

/** Observes a room's connection, for tests and recorders. All calls come from the room's loop. */
public interface RoomTap {
  /** Observes nothing. */
  RoomTap NONE = new RoomTap() {};

  /** A socket is open. A test may use it to send what the client would not. */
  default void opened(ClientSocket socket) {}

  /**
   * Bytes arrived, of the handshake's response too. The tap must not change the buffer or its
   * indexes.
   */
  default void arrived(ByteBuf bytes) {}

  /**
   * A frame arrived and the replica contains its change. Commands and listeners are not called yet.
   */
  default void frame(ServerFrame frame) {}
}
