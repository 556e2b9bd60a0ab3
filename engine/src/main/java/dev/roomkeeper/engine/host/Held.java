package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import org.jspecify.annotations.Nullable;

/**
 * Something computed that waits until the version it rests on is kept. Then whoever asked for it is
 * told; or it is taken back, and they are told that.
 *
 * @param needs the version
 * @param after the room as it is with this
 * @param memberId who asked, null for nobody
 * @param connection by which they asked, 0 for none
 * @param join set if this is the outcome of a join
 * @param edit the number of the edit that this is the outcome of, 0 for none
 */
record Held(
    long needs,
    Room after,
    @Nullable Commit commit,
    @Nullable String memberId,
    JsonObject overlay,
    long connection,
    @Nullable Answer answer,
    RoomHost.Input.@Nullable Join join,
    long edit) {

  void release(Attendance attendance, Outlet outlet) {
    outlet.release(after, commit);
    boolean isHere = attendance.isHere(connection);
    if (join != null) {
      admit(join, isHere, outlet);
    } else if (edit != 0 && answer != null) {
      outlet.edited(edit, answer);
    } else if (isHere && answer != null) {
      outlet.answer(connection, answer);
    }
    if (isHere && memberId != null && !overlay.isEmpty()) {
      outlet.overlay(memberId, overlay);
    }
  }

  private void admit(RoomHost.Input.Join joining, boolean isHere, Outlet outlet) {
    if (answer instanceof Answer.Reject(_, var code, var message)) {
      boolean forGood = code != Code.UNAVAILABLE && code != Code.INTERNAL;
      outlet.close(connection, forGood ? CloseCode.FORBIDDEN : CloseCode.TRY_AGAIN_LATER, message);
    } else if (isHere) {
      outlet.arrive(joining);
    }
  }

  /**
   * @param before the room without this
   */
  void takeBack(String reason, Room before, Attendance attendance, Outlet outlet) {
    if (join != null) {
      if (attendance.takeBack(join.memberId(), connection)) {
        outlet.forget(connection);
      }
      outlet.close(connection, CloseCode.TRY_AGAIN_LATER, "the room can't be kept: " + reason);
    } else if (edit != 0) {
      outlet.edited(edit, notKept(0, reason));
    } else if (attendance.isHere(connection)) {
      long seq = answer == null ? 0 : answer.seq();
      // What was asked again may be in effect since long before.
      Answer outcome = memberId == null ? null : before.outcome(memberId, seq);
      outlet.answer(connection, outcome != null ? outcome : notKept(seq, reason));
    }
  }

  private static Answer notKept(long seq, String reason) {
    return new Answer.Reject(seq, Code.UNAVAILABLE, "not kept, nothing changed: " + reason);
  }
}
