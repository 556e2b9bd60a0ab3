package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One step of a room: runs the kind on an {@link Occasion}, checks the result against the room's
 * limits, and turns it into a commit, a live change and an answer.
 */
final class RoomStep {
  private static final String MISTAKE = "the room made a mistake";

  private final Room room;
  private final Moment moment;
  private final LongFunction<@Nullable Commit> commits;
  private final Growth growth;

  private RoomStep(
      Room room, Moment moment, LongFunction<@Nullable Commit> commits, Growth growth) {
    this.room = room;
    this.moment = moment;
    this.commits = commits;
    this.growth = growth;
  }

  /**
   * @param commits the durable commits in memory, by version
   * @param growth the memory that the state may still take
   */
  static Step take(
      Room room,
      Occasion occasion,
      Moment moment,
      LongFunction<@Nullable Commit> commits,
      Growth growth) {
    return new RoomStep(room, moment, commits, growth).take(occasion);
  }

  private Step take(Occasion occasion) {
    return switch (occasion) {
      case Occasion.Begin() ->
          asked(
              true,
              draft -> {
                Invited.begin(draft, room.options());
                room.noteVersion(draft);
                return room.kind().begin(draft, room.options(), moment);
              });
      case Occasion.Lift() ->
          asked(
              true,
              draft -> {
                room.kind().lift(draft, room.stateVersion(), moment);
                room.noteVersion(draft);
                return draft.accept();
              });
      case Occasion.Open() ->
          unasked(
              false,
              draft -> draft.write(Members.LIVE, Change.set(Room.OPENED, null, Json.Bool.TRUE)),
              draft -> room.kind().opened(draft, moment));
      case Occasion.Join join -> new JoinStep(this, room, join).take(moment);
      case Occasion.Act(var memberId, var command) -> act(memberId, command);
      case Occasion.Refuse(var memberId, var command, var code, var message) ->
          refuse(memberId, command, new Answer.Reject(command.seq(), code, message));
      case Occasion.Edit(var userId, var command) -> edit(userId, command);
      case Occasion.Offline(var memberId) -> offline(memberId);
      case Occasion.Expire(var memberId) -> expire(memberId);
      case Occasion.Tick(var tick) -> tick(tick);
      case Occasion.Timer(var timer) ->
          unasked(
              true,
              draft -> draft.cancelWake(timer.name()),
              draft -> room.kind().timer(draft, timer, moment));
    };
  }

  // --- Steps without a sender ---

  private Step tick(dev.roomkeeper.engine.kind.Tick tick) {
    return guarded(
        null,
        () -> {
          RoomDraft draft = draft(null, false);
          room.kind().tick(draft, tick, moment);
          if (draft.isDurable() && !tick.canKeep()) {
            throw new IllegalStateException("a tick is made durable while the journal is in doubt");
          }
          return conclude(draft, Verdict.ACCEPTED, Asker.NOBODY);
        });
  }

  /** A step whose refusal is answered, such as the begin of a room. */
  private Step asked(boolean durable, Function<RoomDraft, Verdict> kindsPart) {
    return guarded(
        new Answer.Reject(0, Code.INTERNAL, MISTAKE),
        () -> {
          RoomDraft draft = draft(null, durable);
          return conclude(draft, kindsPart.apply(draft), Asker.NOBODY);
        });
  }

  /** The engine's part, which always happens, and the kind's part if it succeeds. */
  private Step unasked(
      boolean durable, Consumer<RoomDraft> engines, Consumer<RoomDraft> kindsPart) {
    return ending(null, durable, engines, kindsPart, _ -> {});
  }

  private Step ending(
      @Nullable String actor,
      boolean durable,
      Consumer<RoomDraft> before,
      Consumer<RoomDraft> kindsPart,
      Consumer<RoomDraft> after) {
    Step whole =
        guarded(
            null,
            () -> {
              RoomDraft draft = draft(actor, durable);
              before.accept(draft);
              kindsPart.accept(draft);
              after.accept(draft);
              return conclude(draft, Verdict.ACCEPTED, Asker.leaving(actor));
            });
    if (whole.fault() == null) {
      return whole;
    }
    RoomDraft draft = draft(actor, durable);
    before.accept(draft);
    after.accept(draft);
    return commit(draft, Asker.leaving(actor), null).with(whole.fault());
  }

  private Step offline(String memberId) {
    Member member = room.member(memberId);
    if (member == null || !member.online()) {
      return Step.unchanged(room, null);
    }
    return ending(
        memberId,
        false,
        draft -> {
          draft.endLive(room.ownership(), memberId);
          List<String> path = Members.path(memberId);
          draft.keep(
              path,
              Objects.requireNonNull(Members.kept(draft.layers(), memberId))
                  .with("online", false)
                  .with("since", moment.nowMillis()));
        },
        draft -> room.kind().offline(draft, Objects.requireNonNull(draft.member(memberId)), moment),
        _ -> {});
  }

  private Step expire(String memberId) {
    Member member = room.member(memberId);
    if (member == null || member.online()) {
      return Step.unchanged(room, null);
    }
    return ending(
        memberId,
        false,
        draft -> draft.endLive(room.ownership(), memberId),
        draft -> room.kind().leave(draft, member, moment),
        draft -> Members.forget(draft, memberId));
  }

  /** Takes a member out at once, as if its grace were over. */
  private void remove(RoomDraft draft, Member member) {
    draft.endLive(room.ownership(), member.id());
    room.kind().leave(draft, member, moment);
    Members.forget(draft, member.id());
  }

  // --- Steps with a sender ---

  private Step act(String memberId, Command command) {
    Member member = room.member(memberId);
    if (member == null) {
      return refused(command.seq(), Code.FORBIDDEN, "you are not a member of this room");
    }
    Answer before = room.outcome(memberId, command.seq());
    if (before != null) {
      return Step.unchanged(room, before);
    }
    Durability durability = durability(room, command.type());
    Asker asker = Asker.acting(memberId, command, durability);
    Step step =
        guarded(
            new Answer.Reject(command.seq(), Code.INTERNAL, MISTAKE),
            () -> {
              RoomDraft draft = draft(memberId, durability == Durability.DURABLE);
              return conclude(draft, verdict(draft, member, command), asker);
            });
    return step.fault() != null && step.answer() instanceof Answer.Reject reject
        ? noted(reject, asker).with(step.fault())
        : step;
  }

  private Verdict verdict(RoomDraft draft, Member member, Command command) {
    if (Members.isFor(command.type())) {
      return Members.act(draft, member, command, room.kind(), moment);
    }
    return Moderation.isFor(command)
        ? Moderation.act(draft, member, command, moment, removed -> remove(draft, removed))
        : room.kind().command(draft, member, command, moment);
  }

  private Step refuse(String memberId, Command command, Answer.Reject reject) {
    Answer before = room.outcome(memberId, command.seq());
    return before != null || room.member(memberId) == null
        ? Step.unchanged(room, before == null ? reject : before)
        : noted(reject, Asker.acting(memberId, command, durability(room, command.type())));
  }

  static Durability durability(Room room, String commandType) {
    if (Members.isFor(commandType) || Moderation.COMMANDS.contains(commandType)) {
      return Durability.DURABLE;
    }
    try {
      return room.kind().durability(commandType);
    } catch (RuntimeException e) {
      return Durability.DURABLE; // The command's own error is the better answer.
    }
  }

  private Step edit(String userId, Command command) {
    return guarded(
        new Answer.Reject(0, Code.INTERNAL, MISTAKE),
        () -> {
          RoomDraft draft = draft(userId, true);
          Verdict verdict =
              Moderation.isForEdit(command)
                  ? moderate(draft, userId, command)
                  : room.kind().edit(draft, userId, command, moment);
          Step step = conclude(draft, verdict, Asker.editing(userId, command));
          return step.answer() != null || step.needs() != 0
              ? step
              : step.with(new Answer.Ack(0, room.epoch(), step.room().version(), true));
        });
  }

  private Verdict moderate(RoomDraft draft, String userId, Command command) {
    Verdict verdict =
        Moderation.edit(draft, userId, command, moment, removed -> remove(draft, removed));
    String other = command.payload().text("memberId");
    if (command.type().equals(Moderation.APART)
        && other != null
        && Apart.are(draft.layers(), userId, other)) {
      room.kind().parted(draft, userId, other, moment);
    }
    return verdict;
  }

  // --- Results ---

  RoomDraft draft(@Nullable String actor, boolean durable) {
    return new RoomDraft(
        room.layers(),
        new RoomDraft.Terms(
            actor, durable, moment.nowMillis(), room.version() + 1, room.kind().undo(), commits));
  }

  /** The step for a verdict on a join. */
  Step joined(RoomDraft draft, Verdict verdict, String memberId, boolean isNew) {
    return conclude(draft, verdict, Asker.joining(memberId, isNew));
  }

  private Step conclude(RoomDraft draft, Verdict verdict, Asker asker) {
    return switch (verdict) {
      case Verdict.Refused(var code, var message) ->
          noted(new Answer.Reject(asker.seq(), code, message), asker);
      case Verdict.Needs(var version) -> new Step(room, null, Change.NONE, null, null, version);
      case Verdict.Accepted() -> {
        Answer.Reject reject = Bounds.refusal(room, draft, asker, growth);
        if (reject == null) {
          yield accepted(draft, asker);
        }
        yield asker.isAnswered()
            ? noted(reject, asker)
            : Step.unchanged(room, reject).with(new IllegalStateException(reject.message()));
      }
    };
  }

  private Step accepted(RoomDraft draft, Asker asker) {
    boolean isNothingKept = draft.kept().isEmpty() && draft.events().isEmpty();
    if (asker.durability() == Durability.EPHEMERAL) {
      if (!isNothingKept) {
        throw new IllegalStateException(
            "\""
                + Objects.requireNonNull(asker.command()).type()
                + "\" is ephemeral and wrote kept state");
      }
      Answer ack =
          asker.seq() == 0
              ? null
              : new Answer.Ack(asker.seq(), room.epoch(), room.version(), false);
      return commit(draft, asker, ack);
    }
    if (asker.command() != null && !isNothingKept) {
      noteCommand(draft, asker.memberId());
    }
    Answer ack =
        asker.seq() == 0
            ? null
            : new Answer.Ack(asker.seq(), room.epoch(), room.version() + 1, draft.isDurable());
    note(draft, ack, asker);
    return commit(draft, asker, ack);
  }

  /** Whoever did something here is no newcomer any more. */
  private static void noteCommand(RoomDraft draft, @Nullable String memberId) {
    JsonObject kept = memberId == null ? null : Members.kept(draft.layers(), memberId);
    if (kept != null && kept.isTrue(House.NEWCOMER)) {
      draft.keep(List.of(Members.MEMBERS, memberId, House.NEWCOMER), null);
    }
  }

  /**
   * Records a refusal as an outcome, so that a repeated command gets the same answer. A refusal
   * that says "try again" is not recorded.
   */
  private Step noted(Answer.Reject reject, Asker asker) {
    boolean isOutcome =
        reject.seq() > 0
            && asker.durability() != Durability.EPHEMERAL
            && reject.code() != Code.UNAVAILABLE
            && reject.code() != Code.RATE_LIMITED;
    if (!isOutcome) {
      return Step.unchanged(room, reject);
    }
    RoomDraft nothing = draft(asker.memberId(), false);
    note(nothing, reject, asker);
    return commit(nothing, asker, reject);
  }

  /** Records the answer in the sender's session if the command has a number. */
  private static void note(RoomDraft draft, @Nullable Answer answer, Asker asker) {
    if (answer != null && asker.memberId() != null) {
      Session.of(draft.layers(), asker.memberId()).note(draft, answer);
    }
  }

  private Step commit(RoomDraft draft, Asker asker, @Nullable Answer answer) {
    Change.Nested kept = draft.kept();
    Change.Nested live = draft.live();
    Ownership ownership = room.ownership().after(live, asker.memberId());
    Layers layers = draft.layers();
    if (kept.isEmpty() && draft.events().isEmpty()) {
      Room after = live.isEmpty() ? room : room.with(room.version(), layers, ownership);
      return new Step(after, null, live, answer, null, 0);
    }
    Command command = asker.command();
    Commit commit =
        new Commit(
            moment.dice().id(20),
            new Commit.Span(room.epoch(), room.version(), room.version() + 1),
            moment.nowMillis(),
            new Commit.Cause(asker.author(), asker.seq(), command == null ? null : command.type()),
            draft.isDurable(),
            kept,
            draft.events());
    return new Step(room.with(commit.version(), layers, ownership), commit, live, answer, null, 0);
  }

  Step refused(long seq, Code code, String message) {
    return Step.unchanged(room, new Answer.Reject(seq, code, message));
  }

  /** Runs the body. If the kind throws, the sender is answered and the room goes on unchanged. */
  Step guarded(@Nullable Answer onFault, java.util.function.Supplier<Step> body) {
    try {
      return body.get();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error fault) {
      return Step.unchanged(room, onFault).with(fault);
    }
  }
}
