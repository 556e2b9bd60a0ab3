package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The step in which somebody becomes a member or returns. */
final class JoinStep {
  private final RoomStep step;
  private final Room room;
  private final Occasion.Join join;
  private final String memberId;

  JoinStep(RoomStep step, Room room, Occasion.Join join) {
    this.step = step;
    this.room = room;
    this.join = join;
    this.memberId = join.memberId();
  }

  Step take(Moment moment) {
    JsonObject kept = Members.kept(room.layers(), memberId);
    boolean isNew = kept == null;
    boolean sameSession = room.isSession(memberId, join.session());
    String hash = room.passphraseHash(memberId);
    if (hash != null && !sameSession && !hash.equals(join.proven())) {
      return step.refused(0, Code.FORBIDDEN, "this member is protected by a passphrase");
    }
    int membersMax = room.rules().membersMax();
    if (isNew && Members.kept(room.layers()).size() >= membersMax) {
      return step.refused(0, Code.CONFLICT, "the room is full: " + membersMax + " members");
    }
    return step.guarded(
        new Answer.Reject(0, Code.INTERNAL, "the room made a mistake"),
        () -> {
          RoomDraft draft = step.draft(memberId, !sameSession);
          draft.endLive(
              room.ownership(), memberId); // written over the connection that this one replaces
          draft.keep(Members.path(memberId), entry(kept, moment));
          if (isNew) {
            draft.hold(memberId, Layers.ALL);
            draft.hold(memberId, Layers.member(memberId));
          }
          if (!sameSession) {
            Session.begin(draft, memberId, moment.dice().id(26));
          }
          Member joining = Objects.requireNonNull(draft.member(memberId));
          Verdict verdict = room.kind().join(draft, joining, isNew, moment);
          return step.joined(draft, verdict, memberId, isNew);
        });
  }

  private JsonObject entry(@Nullable JsonObject kept, Moment moment) {
    JsonObject member = kept == null ? JsonObject.EMPTY : kept;
    String name = join.name() == null ? member.text("name") : join.name();
    return member
        .with("name", name == null || name.isBlank() ? "Guest" : name)
        .with("online", true)
        .with("since", moment.nowMillis())
        .with(Members.CLAIMS, join.claims());
  }
}
