package dev.roomkeeper.client;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client sends. */
public sealed interface ClientFrame {
  /**
   * The first frame (P3); what is null is left out.
   *
   * @param resume what the client has seen, null to be sent all
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
   * @param seq its number in the session; empty for one that only a reject answers
   */
  record Command(String type, OptionalLong seq, ObjectNode payload) implements ClientFrame {}

  /** Asks for a sign of life; the answer brings the same number (P18). */
  record Ping(long t) implements ClientFrame {}

  /** Renews the token before it expires (P18). */
  record Auth(String token) implements ClientFrame {}
}
