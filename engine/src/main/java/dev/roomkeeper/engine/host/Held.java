package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import org.jspecify.annotations.Nullable;

/**
 * A computed step that waits until the version it depends on is kept. Then its sender is told the
 * result; if the append fails, the step is rolled back and the sender is told that.
 *
 * @param needs the version it depends on
 * @param after the room after this step
 * @param live its change of live layers
 */
record Held(
    long needs,
    Room after,
    @Nullable Commit commit,
    Change.Nested live,
    Origin origin,
    @Nullable Answer answer) {

  void release(Attendance attendance, Outlet outlet) {
    outlet.release(after, commit, live);
    switch (origin) {
      case Origin.Joining(var join) -> admit(join, attendance, outlet);
      case Origin.Editing(var edit) -> {
        if (answer != null) {
          outlet.edited(edit, answer);
        }
      }
      case Origin.Asked(var connection, _, _) -> {
        if (answer != null && attendance.isHere(connection)) {
          outlet.answer(connection, answer);
        }
      }
      case Origin.Nobody(), Origin.Clock(_) -> {}
    }
  }

  private void admit(Input.Join join, Attendance attendance, Outlet outlet) {
    if (answer instanceof Answer.Reject(_, var code, var message)) {
      boolean forGood = code != Code.UNAVAILABLE && code != Code.INTERNAL && code != Code.TOO_LARGE;
      CloseCode closing = forGood ? CloseCode.FORBIDDEN : CloseCode.TRY_AGAIN_LATER;
      outlet.close(join.connection(), closing, message);
    } else if (attendance.isHere(join.connection())) {
      outlet.arrive(join);
    }
  }

  /**
   * @param before the room without this
   */
  void takeBack(String reason, Room before, Attendance attendance, Outlet outlet) {
    switch (origin) {
      case Origin.Joining(var join) -> {
        if (attendance.takeBack(join.memberId(), join.connection())) {
          outlet.forget(join.connection());
        }
        outlet.close(
            join.connection(), CloseCode.TRY_AGAIN_LATER, "the room can't be kept: " + reason);
      }
      case Origin.Editing(var edit) -> outlet.edited(edit, notKept(0, reason));
      case Origin.Asked(var connection, var memberId, var seq) -> {
        if (attendance.isHere(connection)) {
          // A repeated command may have taken effect long ago.
          Answer outcome = before.outcome(memberId, seq);
          outlet.answer(connection, outcome != null ? outcome : notKept(seq, reason));
        }
      }
      case Origin.Nobody(), Origin.Clock(_) -> {}
    }
  }

  /** Whether both steps only change live layers and have the same origin. */
  boolean composesWith(Held next) {
    boolean sameOrigin =
        origin instanceof Origin.Clock
            ? next.origin instanceof Origin.Clock
            : origin.equals(next.origin);
    return sameOrigin && isLiveAlone() && next.isLiveAlone() && needs == next.needs;
  }

  private boolean isLiveAlone() {
    return commit == null
        && answer == null
        && !(origin instanceof Origin.Joining || origin instanceof Origin.Editing);
  }

  Held then(Held next) {
    Origin both =
        origin instanceof Origin.Clock(var beats) && next.origin instanceof Origin.Clock(var more)
            ? new Origin.Clock(beats + more)
            : origin;
    return new Held(needs, next.after, null, Change.compose(live, next.live), both, null);
  }

  private static Answer notKept(long seq, String reason) {
    return new Answer.Reject(seq, Code.UNAVAILABLE, "not kept, nothing changed: " + reason);
  }
}
