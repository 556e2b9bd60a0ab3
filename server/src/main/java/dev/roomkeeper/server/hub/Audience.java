package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;

/** Port: the connections of one room on this node. Calls come one at a time and must not block. */
public interface Audience {
  /** Sends each connection what the flush holds for it. */
  void publish(Flush flush);

  /** Closes a connection, behind all that was published to it before. */
  void close(long connection, CloseCode code, String reason);

  /** So many bytes go into the journal for what this connection asked. */
  void wrote(long connection, long bytes);

  /** Whether too much of what was published is not delivered yet: the room should pause. */
  boolean isBehind();

  /** The room is gone from this node: closes whoever is left as {@link CloseCode#MOVING}. */
  void gone();
}
