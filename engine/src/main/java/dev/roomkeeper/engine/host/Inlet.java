package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handles input to an open room: joins, drops, commands and edits. What cannot be handled now is
 * refused, and the sender is told.
 */
final class Inlet {
  private static final String NO_JOURNAL = "the journal does not answer; try again";
  private static final String OVERFULL = "the room can't keep up; try again";
  private static final int PASSPHRASE_LENGTH_MAX = 256;

  private final Attendance attendance;
  private final Pending pending;
  private final Outlet outlet;
  private final Stepper stepper;
  private final Ticker clock;
  private final Waits waits;

  Inlet(Attendance attendance, Pending pending, Outlet outlet, Stepper stepper) {
    this.attendance = attendance;
    this.pending = pending;
    this.outlet = outlet;
    this.stepper = stepper;
    this.clock = stepper.clock();
    this.waits = stepper.waits();
  }

  // --- Joining and leaving ---

  void join(Input.Join join, Moment moment, List<Effect> effects) {
    Room working = pending.working();
    String session = join.resume() == null ? null : join.resume().session();
    String hash = working.passphraseHash(join.memberId());
    Secret passphrase = join.passphrase();
    if (hash != null && passphrase != null && !working.isSession(join.memberId(), session)) {
      waits.join(join);
      effects.add(new Effect.Prove(join.connection(), passphrase, hash));
    } else {
      join(join, null, moment, effects);
    }
  }

  void proved(Input.Proved proved, Moment moment, List<Effect> effects) {
    Input.Join join = waits.proved(proved.connection());
    if (join == null) {
      return;
    }
    if (proved.isBusy()) {
      effects.add(tryAgain(join.connection(), "too many passphrases are being checked; try again"));
    } else {
      join(join, proved.proven(), moment, effects);
    }
  }

  private void join(Input.Join join, @Nullable String proven, Moment moment, List<Effect> effects) {
    if (stepper.isOverfull()) {
      effects.add(tryAgain(join.connection(), "the room is behind"));
      return;
    }
    Answer.Reject unready = stepper.ready(moment, effects);
    if (unready != null) {
      effects.add(tryAgain(join.connection(), unready.message()));
      return;
    }
    String session = join.resume() == null ? null : join.resume().session();
    Occasion.Join joining =
        new Occasion.Join(
            join.memberId(), join.name(), session, proven, join.claims(), join.standing());
    Step step = stepper.step(joining, moment);
    if (!step.isRefused()) {
      arrive(join.memberId(), join.connection(), moment, effects);
    }
    stepper.hold(step, new Origin.Joining(join), moment, effects);
  }

  private static Effect.Close tryAgain(long connection, String reason) {
    return new Effect.Close(connection, CloseCode.TRY_AGAIN_LATER, reason);
  }

  private void arrive(String memberId, long connection, Moment moment, List<Effect> effects) {
    Long older = attendance.arrive(memberId, connection);
    if (older != null) {
      outlet.forget(older);
      waits.forget(older);
      clock.forget(memberId);
      effects.add(new Effect.Close(older, CloseCode.REPLACED, "a newer connection took its place"));
    }
    clock.start(stepper.rules().ticking(), moment.ticks());
  }

  void watch(Input.Watch watch, Moment moment, List<Effect> effects) {
    if (stepper.isOverfull() || outlet.watchers().isFull()) {
      effects.add(tryAgain(watch.connection(), "the room is behind"));
    } else if (!Watchers.mayWatch(outlet.released(), moment, watch.userId(), watch.layers())) {
      effects.add(
          new Effect.Close(watch.connection(), CloseCode.FORBIDDEN, "you may not watch this"));
    } else {
      outlet.watchers().arrive(watch.connection(), watch.userId(), watch.layers());
    }
  }

  void drop(long connection, Moment moment, List<Effect> effects) {
    waits.forget(connection);
    outlet.watchers().drop(connection);
    String memberId = attendance.leave(connection, moment.ticks());
    outlet.forget(connection);
    if (memberId != null) {
      clock.forget(memberId);
      stepper.take(new Occasion.Offline(memberId), Origin.NOBODY, moment, effects);
      attendance.sweepBy(moment.ticks() + pending.working().graceMillis(memberId));
    }
  }

  // --- Commands and edits ---

  /** Whether the command deletes the room, and its sender may do that. */
  boolean mayDelete(long connection, Command command) {
    if (!command.type().equals(Moderation.DELETE)) {
      return false;
    }
    String memberId = attendance.member(connection);
    Member sender = memberId == null ? null : pending.working().member(memberId);
    return sender != null && new House(pending.working().layers()).mayModerate(sender);
  }

  void edit(Input.Edit edit, Moment moment, List<Effect> effects) {
    if (pending.isInDoubt(moment.ticks())) {
      outlet.edited(edit.edit(), new Answer.Reject(0, Code.UNAVAILABLE, NO_JOURNAL));
      return;
    }
    if (stepper.isOverfull()) {
      outlet.edited(edit.edit(), new Answer.Reject(0, Code.UNAVAILABLE, OVERFULL));
      return;
    }
    Answer.Reject unready = stepper.ready(moment, effects);
    if (unready != null) {
      outlet.edited(edit.edit(), unready);
      return;
    }
    Step step = stepper.step(new Occasion.Edit(edit.userId(), edit.command()), moment);
    if (step.needs() != 0) {
      read(step.needs(), effects);
      waits.edit(edit, step.needs());
    } else {
      stepper.hold(step, new Origin.Editing(edit.edit()), moment, effects);
    }
  }

  void receive(long connection, Command command, Moment moment, List<Effect> effects) {
    String memberId = attendance.member(connection);
    if (memberId == null) {
      return; // It cannot be answered here; the sender repeats it once it has joined.
    }
    if (waits.hasLine(connection)) {
      if (!waits.behind(connection, command)) {
        reject(connection, command, Code.RATE_LIMITED, "too many commands wait behind another");
      }
      return;
    }
    Durability durability = RoomStep.durability(pending.working(), command.type());
    if (durability == Durability.INPUT) {
      input(connection, memberId, command);
    } else if (isRefusedNow(connection, memberId, command, durability, moment, effects)) {
      return;
    } else if (command.type().equals(Room.PASSPHRASE)) {
      passphrase(connection, memberId, command, moment, effects);
    } else {
      act(connection, memberId, command, moment, effects);
    }
  }

  private void input(long connection, String memberId, Command command) {
    if (command.seq() != 0) {
      reject(connection, command, Code.BAD_REQUEST, "an input carries no seq");
    } else if (stepper.rules().ticking().perSecond() == 0) {
      reject(
          connection, command, Code.UNKNOWN_COMMAND, "this room has no clock and takes no inputs");
    } else if (unreadable(command) instanceof Verdict.Refused(var code, var message)) {
      reject(connection, command, code, message);
    } else {
      clock.input(memberId, command);
    }
  }

  private Verdict.@Nullable Refused unreadable(Command command) {
    try {
      return pending.working().kind().unreadable(command);
    } catch (RuntimeException e) {
      return Verdict.refuse(Code.INTERNAL, "the room made a mistake");
    }
  }

  private boolean isRefusedNow(
      long connection,
      String memberId,
      Command command,
      Durability durability,
      Moment moment,
      List<Effect> effects) {
    boolean isKnown = pending.working().outcome(memberId, command.seq()) != null;
    if (outlet.isFull() || (stepper.isOverfull() && isKnown)) {
      // The queue of answers is full, or the true answer is not known yet, so the sender must ask
      // again.
      effects.add(tryAgain(connection, "the room is behind"));
      drop(connection, moment, effects);
      return true;
    }
    if (stepper.isOverfull()) {
      reject(connection, command, Code.UNAVAILABLE, OVERFULL);
      return true;
    }
    if (durability == Durability.DURABLE && !isKnown && pending.isInDoubt(moment.ticks())) {
      reject(connection, command, Code.UNAVAILABLE, NO_JOURNAL);
      return true;
    }
    return false;
  }

  /**
   * The slow hash is computed outside. The command keeps its place among those of its connection.
   */
  private void passphrase(
      long connection, String memberId, Command command, Moment moment, List<Effect> effects) {
    Json given = command.payload().get("passphrase");
    if (pending.working().outcome(memberId, command.seq()) == null
        && given instanceof Json.Text(var text)
        && !text.isEmpty()
        && text.length() <= PASSPHRASE_LENGTH_MAX) {
      waits.begin(connection, command, new Waits.Until.Hash());
      effects.add(new Effect.Hash(connection, new Secret(text)));
      return;
    }
    boolean isTakenAway = given == null || given == Json.Null.NULL;
    JsonObject payload = isTakenAway ? JsonObject.EMPTY : JsonObject.of("wrong", Json.Bool.TRUE);
    act(connection, memberId, command.with(payload), moment, effects);
  }

  void hashed(Input.Hashed hashed, Moment moment, List<Effect> effects) {
    List<Command> line = waits.hashed(hashed.connection());
    String memberId = attendance.member(hashed.connection());
    if (line.isEmpty() || memberId == null) {
      return;
    }
    JsonObject payload =
        hashed.hash() == null
            ? JsonObject.of("busy", Json.Bool.TRUE)
            : JsonObject.of("hash", Json.of(hashed.hash()));
    act(hashed.connection(), memberId, line.getFirst().with(payload), moment, effects);
    receiveAll(hashed.connection(), line.subList(1, line.size()), moment, effects);
  }

  private void receiveAll(
      long connection, List<Command> commands, Moment moment, List<Effect> effects) {
    commands.forEach(command -> receive(connection, command, moment, effects));
  }

  private void act(
      long connection, String memberId, Command command, Moment moment, List<Effect> effects) {
    Step step = stepper.step(new Occasion.Act(memberId, command), moment);
    if (step.needs() != 0) {
      waits.begin(connection, command, new Waits.Until.Read(step.needs()));
      read(step.needs(), effects);
    } else {
      stepper.hold(step, new Origin.Asked(connection, memberId, command.seq()), moment, effects);
    }
  }

  private void reject(long connection, Command command, Code code, String message) {
    outlet.answer(connection, new Answer.Reject(command.seq(), code, message));
  }

  /** Recorded as an outcome, so that the same command gets the same answer when it is repeated. */
  private void refuse(
      long connection, Command command, Answer.Reject why, Moment moment, List<Effect> effects) {
    String memberId = attendance.member(connection);
    if (memberId != null) {
      Occasion refusal = new Occasion.Refuse(memberId, command, why.code(), why.message());
      stepper.take(refusal, new Origin.Asked(connection, memberId, command.seq()), moment, effects);
    }
  }

  // --- The past ---

  private void read(long version, List<Effect> effects) {
    boolean isAsked =
        effects.stream().anyMatch(each -> each.equals(new Effect.ReadCommit(version)));
    if (!isAsked) {
      effects.add(new Effect.ReadCommit(version));
    }
  }

  void commitRead(Input.CommitRead read, Moment moment, List<Effect> effects) {
    Commit commit = read.commit();
    if (commit != null && commit.durable() && commit.version() == read.version()) {
      waits.keep(commit);
    }
    boolean isThere = stepper.commit(read.version()) != null;
    Answer.Reject gone =
        new Answer.Reject(0, Code.NOT_FOUND, "that is not kept any more, or can't be read now");
    for (Input.Edit edit : waits.editsRead(read.version())) {
      if (isThere) {
        edit(edit, moment, effects);
      } else {
        outlet.edited(edit.edit(), gone);
      }
    }
    waits
        .read(read.version())
        .forEach((connection, line) -> {
          if (isThere) {
            receiveAll(connection, line, moment, effects);
          } else {
            refuse(connection, line.getFirst(), gone, moment, effects);
            receiveAll(connection, line.subList(1, line.size()), moment, effects);
          }
        });
  }
}
