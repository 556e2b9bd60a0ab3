package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One room on one node: runs a real host's effects against the simulated world. */
final class SimHost {
  static final long LEASE_MILLIS = 3_000;
  private static final long DAY_MILLIS = 1_767_225_600_000L;
  private static final int WAKES_MAX = 20;

  /** Where a host's appends and questions go. */
  interface Backend {
    void append(SimHost host, SimJournal journal, Effect.Append append);

    void readBack(SimHost host, SimJournal journal, Effect.ReadBack ask);

    void confirm(SimHost host, SimJournal journal, Effect.ConfirmOwnership ask);

    void save(SimHost host, SimJournal journal, Effect.SaveSnapshot save);

    /** The host is done: lost, or at rest. */
    default void gone(SimHost host, boolean lost) {}
  }

  /** An input, with the link if it is one that joins. */
  private record Mail(@Nullable SimLink joining, RoomHost.Input input) {}

  final String name;
  private final World sim;
  final SimRoom room;
  private final SimNode node;
  private final Backend backend;
  private final RoomHost host;
  private final long epoch;
  private final Dice dice;
  final Map<Long, SimLink> links = new LinkedHashMap<>();
  private final Map<Long, String> edits = new LinkedHashMap<>(); // not answered yet

  private boolean isOver;
  private final List<Mail> mailbox = new ArrayList<>();

  private long wakeAt = Long.MAX_VALUE;
  private long wakeNumber;
  private long wokenAt = -1;
  private int wokenTimes;

  private boolean inFlight;
  private boolean durableInFlight;
  private long failedAt = Long.MIN_VALUE / 2;
  private final Set<String> released = Oracle.newIds();
  private final Deque<long[]> unkept = new ArrayDeque<>(); // version, released at
  private long releasedVersion;
  private long keptVersion;

  SimHost(
      World sim,
      SimRoom room,
      SimNode node,
      Backend backend,
      Room taken,
      List<Commit> recent,
      long snapshot,
      long askedAt) {
    this.sim = sim;
    this.room = room;
    this.node = node;
    this.backend = backend;
    this.epoch = taken.epoch();
    this.name = room.id + "@" + epoch;
    this.dice = sim::nextLong;
    this.releasedVersion = taken.version();
    this.keptVersion = taken.version();
    this.host = new RoomHost(taken, recent, snapshot, askedAt + node.ticksAhead, LEASE_MILLIS);
    note(taken);
    schedule();
  }

  long epoch() {
    return epoch;
  }

  boolean isPaused() {
    return node.isPaused();
  }

  /** Whether all has to wait for the outcome of something durable that was handed in. */
  boolean isHeldUp() {
    return inFlight && durableInFlight;
  }

  boolean isOver() {
    return isOver;
  }

  SimNode node() {
    return node;
  }

  Room state() {
    return host.released();
  }

  private long ticks() {
    return node.ticks();
  }

  // --- Being run ---

  void input(RoomHost.Input input) {
    take(new Mail(null, input));
  }

  void join(SimLink link, RoomHost.Input.Join input) {
    take(new Mail(link, input));
  }

  void edit(long number, String editId, JsonObject payload) {
    if (!isOver) {
      edits.put(number, editId);
      input(new RoomHost.Input.Edit(number, "editor", new Command("edit", 0, payload)));
    }
  }

  /** Inputs that come while the mailbox's turn is still to come are taken together. */
  private void take(Mail mail) {
    mailbox.add(mail);
    if (mailbox.size() == 1) {
      sim.at(sim.now() + (sim.chance(0.2) ? sim.below(4) : 0), this::takeTurn);
    }
  }

  private void takeTurn() {
    if (node.isPaused()) {
      node.run(this::takeTurn);
      return;
    }
    List<RoomHost.Input> inputs = new ArrayList<>();
    for (Mail mail : mailbox) {
      if (mail.input instanceof RoomHost.Input.Edit edit && isOver) {
        edits.remove(edit.edit());
      } else if (mail.joining != null && isOver) {
        mail.joining.close(CloseCode.MOVING);
      } else if (mail.joining != null && !mail.joining.isOpen()) {
        continue;
      } else if (mail.joining != null) {
        links.put(mail.joining.id, mail.joining);
      }
      inputs.add(mail.input);
    }
    mailbox.clear();
    if (!isOver) {
      step(inputs);
    }
  }

  private void step(List<RoomHost.Input> inputs) {
    Moment moment = new Moment(DAY_MILLIS + sim.now() + node.dayAhead, ticks(), dice);
    sim.trace("%s <- %s", name, inputs);
    for (RoomHost.Input input : inputs) {
      inFlight &=
          !(input instanceof RoomHost.Input.AppendKept
              || input instanceof RoomHost.Input.AppendFailed);
      failedAt = input instanceof RoomHost.Input.AppendFailed ? sim.now() : failedAt;
    }
    List<Effect> effects = host.step(inputs, moment);
    afterStep();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish(var flush)) {
        inspect(flush);
      } else if (effect instanceof Effect.Append append) {
        inFlight = true;
        durableInFlight = append.commits().stream().anyMatch(Commit::durable);
      }
    }
    if (effects.stream().noneMatch(Effect.Gone.class::isInstance)) {
      lazyIsNotLate();
    }
    schedule();
    if (sim.faults() && sim.chance(sim.stalling)) {
      pause();
    }
    effects.forEach(this::run);
  }

  private void run(Effect effect) {
    if (node.isPaused()) {
      node.run(() -> run(effect));
      return;
    }
    if (isOver && !(effect instanceof Effect.Close || effect instanceof Effect.Edited)) {
      return;
    }
    sim.trace("%s -> %s", name, effect);
    switch (effect) {
      case Effect.Append append -> backend.append(this, room.journal, append);
      case Effect.ReadBack readBack -> backend.readBack(this, room.journal, readBack);
      case Effect.ConfirmOwnership ask -> backend.confirm(this, room.journal, ask);
      case Effect.SaveSnapshot save -> backend.save(this, room.journal, save);
      case Effect.Publish(var flush) -> publish(flush);
      case Effect.Close(var connection, var code, _) -> {
        SimLink link = links.get(connection);
        if (link != null) {
          link.close(code);
        }
      }
      case Effect.Edited(var edit, var answer) ->
          room.truth.edited(Objects.requireNonNull(edits.remove(edit)), answer);
      case Effect.Remove(_) -> throw new Violation("nobody deletes this room");
      case Effect.Gone(var lost) -> gone(lost);
      case Effect.Fault(var cause) ->
          Oracle.check(
              String.valueOf(cause.getMessage()).startsWith("thrown on purpose"),
              "a fault of the engine's own: %s %s",
              cause,
              List.of(cause.getStackTrace()));
    }
  }

  private void publish(Flush flush) {
    if (ticks() >= flush.validUntilTicks()) {
      // Too late: what is not sent can't be followed, so everybody has to come again.
      for (SimLink link : List.copyOf(links.values())) {
        link.close(CloseCode.MOVING);
        input(new RoomHost.Input.Drop(link.id));
      }
      return;
    }
    room.truth.maySend(epoch, sim.now());
    for (SimLink link : List.copyOf(links.values())) {
      Flush.Personal personal = flush.personal().get(link.id);
      if (personal != null && personal.arrival() != null) {
        onlyOneOf(link);
      }
      link.publish(flush);
    }
  }

  private void gone(boolean lost) {
    isOver = true;
    room.forget(this);
    backend.gone(this, lost);
    sim.at(sim.now(), () -> allAreTold(lost));
  }

  private void allAreTold(boolean lost) {
    if (node.isPaused()) {
      node.run(() -> allAreTold(lost));
    } else {
      Oracle.check(!mailbox.isEmpty() || edits.isEmpty(), "%s left unanswered %s", name, edits);
      Oracle.check(links.isEmpty(), "%s is gone (lost: %s), and not told is %s", name, lost, links);
    }
  }

  private void schedule() {
    long wake = host.wakeAtTicks();
    wakeNumber++;
    if (wake == Long.MAX_VALUE || isOver) {
      wakeAt = Long.MAX_VALUE;
      return;
    }
    wakeAt = Math.max(sim.now(), wake - node.ticksAhead);
    long number = wakeNumber;
    sim.at(wakeAt, () -> wake(number));
  }

  private void wake(long number) {
    if (number != wakeNumber || isOver) {
      return;
    }
    if (node.isPaused()) {
      node.run(() -> wake(number));
      return;
    }
    wokenTimes = sim.now() == wokenAt ? wokenTimes + 1 : 0;
    wokenAt = sim.now();
    Oracle.check(wokenTimes < WAKES_MAX, "%s wakes again and again at %d", name, wokenAt);
    step(List.of(new RoomHost.Input.Wake()));
  }

  // --- What happens to nodes ---

  void pause() {
    if (!isOver) {
      node.pause(sim.chance(0.5) ? sim.below(300) : sim.below(5_000));
    }
  }

  void crash() {
    crash(800);
  }

  /** Its process is no more; members' systems hear of it within that time. */
  void crash(int withinMillis) {
    if (!isOver) {
      sim.trace("%s crashes", name);
      isOver = true;
      links.values().forEach(link -> link.breakAt(sim.now() + sim.below(withinMillis)));
      links.clear();
      room.forget(this);
    }
  }

  void forget(SimLink link) {
    links.remove(link.id);
  }

  // --- What is always true ---

  void kept(List<Commit> commits) {
    keptVersion = Math.max(keptVersion, commits.getLast().version());
  }

  private void afterStep() {
    Room state = host.released();
    Oracle.check(state.version() >= releasedVersion, "%s took back what it released", name);
    if (state.version() > releasedVersion) {
      releasedVersion = state.version();
      unkept.add(new long[] {releasedVersion, sim.now()});
      note(state);
    }
  }

  private void note(Room state) {
    JsonObject log = state.layers().root().object(List.of(Layers.SERVER, "log"));
    log.forEach((_, id) -> released.add(((dev.roomkeeper.engine.json.Json.Text) id).value()));
  }

  private void lazyIsNotLate() {
    while (!unkept.isEmpty() && unkept.element()[0] <= keptVersion) {
      unkept.remove();
    }
    if (!unkept.isEmpty() && !inFlight && sim.now() - failedAt > 300) {
      long age = sim.now() - unkept.element()[1];
      Oracle.check(age <= 250, "%s released a change %d ms ago and did not append", name, age);
    }
  }

  private void inspect(Flush flush) {
    Room state = host.released();
    Oracle.check(
        flush.epoch() == state.epoch() && flush.version() == state.version(),
        "a flush of %d, released is %d",
        flush.version(),
        state.version());
    Oracle.check(flush.change().get(Layers.SERVER) == null, "the server's layer is published");
    room.truth.shown(state);
    flush
        .personal()
        .forEach((connection, personal) -> {
          SimLink link = links.get(connection);
          if (link != null) {
            for (Answer answer : personal.answers()) {
              if (answer.seq() > 0 && !isUnheard(link, answer)) {
                room.truth.answered(link.askedAs(answer.seq()), answer, state, released);
              }
            }
          }
        });
  }

  /**
   * A former owner that was frozen may refuse, within its lease, what came by a connection that the
   * member gave up long ago, while the new owner did it: nobody reads that.
   */
  private boolean isUnheard(SimLink link, Answer answer) {
    return answer instanceof Answer.Reject
        && !room.journal.isOwnedAt(epoch)
        && !link.client.listensTo(link);
  }

  /** P6: a newer connection replaced the older. */
  private void onlyOneOf(SimLink arriving) {
    for (SimLink other : links.values()) {
      Oracle.check(
          other == arriving || other.client != arriving.client || !other.isAdmitted(),
          "%s and %s are both here",
          other,
          arriving);
    }
  }

  void isAtRest() {
    Oracle.check(edits.isEmpty(), "%s has not answered %s", name, edits);
    Oracle.check(!inFlight, "%s still waits for its journal", name);
    room.truth.recovered(host.released());
  }
}
