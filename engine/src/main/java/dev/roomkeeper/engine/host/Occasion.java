package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import org.jspecify.annotations.Nullable;

/** What a room takes a step on. */
sealed interface Occasion {
  /** Write the first state. */
  record Begin() implements Occasion {}

  /** The room lives here from now on: fill the live layers. */
  record Open() implements Occasion {}

  /**
   * A member joins.
   *
   * @param name how it wants to be called; null to stay or become what it is
   * @param session the one it says it has, null for none
   * @param proven the passphrase hash against which its passphrase was found right, null for none
   * @param claims what the server vouches for
   */
  record Join(
      String memberId,
      @Nullable String name,
      @Nullable String session,
      @Nullable String proven,
      JsonObject claims)
      implements Occasion {}

  /** A member asks for something. */
  record Act(String memberId, Command command) implements Occasion {}

  /** A member asked for something that can't be, and is refused once and for all. */
  record Refuse(String memberId, Command command, Code code, String message) implements Occasion {}

  /** The server asks for something in a user's name. */
  record Edit(String userId, Command command) implements Occasion {}

  /** A member's last connection is gone. */
  record Offline(String memberId) implements Occasion {}

  /** A member's time of grace is over. */
  record Expire(String memberId) implements Occasion {}

  /** The clock beats. */
  record Tick(dev.roomkeeper.engine.kind.Tick tick) implements Occasion {}

  /** A timer's time has come. */
  record Timer(dev.roomkeeper.engine.kind.Timer timer) implements Occasion {}
}
