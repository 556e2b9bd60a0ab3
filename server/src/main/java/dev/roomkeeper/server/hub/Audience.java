package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;

/** Port: the connections of one room on this node. Calls come one at a time and must not block. */
public interface Audience {
  /** Sends each connection what the flush holds for it. */
  void publish(Flush flush);

  /** Closes a connection, behind all that was published to it before. */
  void close(long connection, CloseCode code, String reason);

  /** Counts the bytes that the journal took because of this connection. */
  void wrote(long connection, long bytes);

  /** Whether too many published flushes are still undelivered: the room should pause. */
  boolean isBehind();

  /** The room left this node: closes all remaining connections with {@link CloseCode#MOVING}. */
  void gone();
}
