package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import org.jspecify.annotations.Nullable;

/** What a room takes a step for. */
sealed interface Occasion {
  /** Write the first state. */
  record Begin() implements Occasion {}

  /** The room was stored by an older version of its kind: make its state that of today's. */
  record Lift() implements Occasion {}

  /** The room was opened on this node: fill the live layers. */
  record Open() implements Occasion {}

  /**
   * A member joins.
   *
   * @param name the display name it asks for; null keeps the present one or the default
   * @param session the session id that the client sent, null for none
   * @param proven the passphrase hash that its passphrase matched, null for none
   * @param claims what the server vouches for
   * @param standing what it knows besides
   */
  record Join(
      String memberId,
      @Nullable String name,
      @Nullable String session,
      @Nullable String proven,
      JsonObject claims,
      Standing standing)
      implements Occasion {}

  /** A member's command. */
  record Act(String memberId, Command command) implements Occasion {}

  /** A member's command that is refused for good. */
  record Refuse(String memberId, Command command, Code code, String message) implements Occasion {}

  /** An edit by the server on behalf of a user. */
  record Edit(String userId, Command command) implements Occasion {}

  /** A member lost its last connection. */
  record Offline(String memberId) implements Occasion {}

  /** A member's grace period is over. */
  record Expire(String memberId) implements Occasion {}

  /** The clock ticks. */
  record Tick(dev.roomkeeper.engine.kind.Tick tick) implements Occasion {}

  /** A timer is due. */
  record Timer(dev.roomkeeper.engine.kind.Timer timer) implements Occasion {}
}
