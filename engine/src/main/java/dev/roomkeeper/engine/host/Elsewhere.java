package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for those who reach a room that has left this host: they must look for it again. */
final class Elsewhere {
  static final String MOVING = "the room is moving";

  private Elsewhere() {}

  static Effect.Close close(long connection) {
    return new Effect.Close(connection, CloseCode.MOVING, MOVING);
  }

  static Answer unknown(String reason) {
    return new Answer.Reject(0, Code.UNAVAILABLE, "this may have happened or not: " + reason);
  }

  /**
   * @param edited the answer to an edit; null if the edit was not taken
   */
  static void lead(
      Input input, @Nullable Answer edited, List<Effect> effects, List<Effect.Close> closes) {
    switch (input) {
      case Input.Join join -> closes.add(close(join.connection()));
      case Input.Watch watch -> closes.add(close(watch.connection()));
      case Input.Edit edit -> effects.add(new Effect.Edited(edit.edit(), edited));
      // The senders of the others were closed when the room left, or expect no answer.
      case Input.Receive _,
          Input.Drop _,
          Input.Proved _,
          Input.Hashed _,
          Input.CommitRead _,
          Input.AppendKept _,
          Input.AppendFailed _,
          Input.AppendUnknown _,
          Input.AppendRefused _,
          Input.OwnershipConfirmed _,
          Input.OwnershipLost _,
          Input.Wake _,
          Input.Shortage _,
          Input.Drain _,
          Input.End _ -> {}
    }
  }
}
