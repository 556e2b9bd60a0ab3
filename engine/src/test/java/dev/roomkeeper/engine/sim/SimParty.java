package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.CloseCode;
import org.jspecify.annotations.Nullable;

/** Who is at the other end of a socket: a member, or somebody who only watches. */
interface SimParty {
  void receive(SimLink from, SimFrame frame);

  void closed(SimLink from, @Nullable CloseCode code);

  /** Whether what comes by this connection is read at all. */
  boolean listensTo(SimLink from);
}
