package dev.roomkeeper.client;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A frame that a client sends. */
public sealed interface ClientFrame {
  /**
   * The first frame (P3). Null fields are left out.
   *
   * @param resume what the client has seen, or null to receive all
   */
  record Join(@Nullable String name, @Nullable String passphrase, @Nullable ResumePoint resume)
      implements ClientFrame {
    public static final Join PLAIN = new Join(null, null, null);

    public Join resuming(@Nullable ResumePoint point) {
      return new Join(name, passphrase, point);
    }
  }

  /**
   * A command (P12).
   *
   * @param seq its number in the session; without one the server answers only to refuse
   */
  record Command(String type, OptionalLong seq, ObjectNode payload) implements ClientFrame {}

  /** Asks for a pong with the same number (P18). */
  record Ping(long t) implements ClientFrame {}

  /** Renews the token before it expires (P18). */
  record Auth(String token) implements ClientFrame {}
}
