package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
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
    String refusal =
        new House(room.layers())
            .refusal(join, isNew, room.rules().membersMax(), moment.nowMillis());
    if (refusal != null) {
      return step.refused(0, Code.FORBIDDEN, refusal);
    }
    return step.guarded(
        new Answer.Reject(0, Code.INTERNAL, "the room made a mistake"),
        () -> {
          RoomDraft draft = step.draft(memberId, !sameSession);
          // The member's older connection is replaced by this one.
          draft.endLive(room.ownership(), memberId);
          draft.keep(Members.path(memberId), entry(kept, moment));
          if (isNew) {
            draft.hold(memberId, Layers.ALL);
            draft.hold(memberId, Layers.member(memberId));
          }
          if (!sameSession) {
            Session.begin(draft, memberId, moment.dice().id(26));
          }
          House.join(draft, Objects.requireNonNull(draft.member(memberId)));
          List<String> others = Apart.join(draft, memberId, join.standing().apart());
          Member joining = Objects.requireNonNull(draft.member(memberId));
          Verdict verdict = room.kind().join(draft, joining, isNew, moment);
          others.forEach(other -> room.kind().parted(draft, memberId, other, moment));
          return step.joined(draft, verdict, memberId, isNew);
        });
  }

  private JsonObject entry(@Nullable JsonObject kept, Moment moment) {
    JsonObject member = kept == null ? JsonObject.of(House.NEWCOMER, Json.Bool.TRUE) : kept;
    Standing standing = join.standing();
    if (standing.place() != null) {
      member = member.with(House.PLACE, standing.place()).with(House.GUEST, standing.isGuest());
    }
    boolean keepsName = join.name() == null || member.isTrue(Members.NAMED);
    String name = keepsName ? member.text("name") : join.name();
    return member
        .with("name", name == null || name.isBlank() ? "Guest" : name)
        .with("online", true)
        .with("since", moment.nowMillis())
        .with(Members.CLAIMS, join.claims());
  }
}
