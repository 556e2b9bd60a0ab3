package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Growth;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Mailbox;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.host.RoomShell;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One room on one node: runs a real shell, and does what it wants in the simulated world. */
final class SimHost {
  static final long LEASE_MILLIS = 3_000;
  static final long DAY_MILLIS = 1_767_225_600_000L;
  private static final int WAKES_MAX = 20;

  /** Where a host's appends and questions go. */
  interface Backend {
    void append(SimHost host, SimJournal journal, Effect.Append append);

    void readBack(SimHost host, SimJournal journal, Effect.ReadBack ask);

    void confirm(SimHost host, SimJournal journal, Effect.ConfirmOwnership ask);

    void save(SimHost host, SimJournal journal, Effect.SaveSnapshot save);

    void prune(SimHost host, SimJournal journal, Effect.Prune prune);

    void read(SimHost host, SimJournal journal, Effect.ReadCommit read);

    /** Any node may open the room from now on, unless it was lost: then another has it already. */
    default void gone(SimHost host, boolean lost) {}
  }

  final String name;
  private final World sim;
  final SimRoom room;
  private final SimNode node;
  private final Backend backend;
  private final RoomShell shell;
  private final long epoch;
  private final Dice dice;
  private final HostWatch watch;
  private final long recentFrom;
  final Map<Long, SimLink> links = new LinkedHashMap<>();
  private final Map<Long, SimLink> entering = new LinkedHashMap<>();
  private final Map<Long, String> edits = new LinkedHashMap<>(); // not answered yet

  private boolean isCrashed;
  private boolean isOver;
  private boolean isLeft; // as the shell said
  private final Mailbox mailbox = new Mailbox();
  private boolean isTurnComing;
  private List<Runnable> todo = new ArrayList<>(); // what the turn wants done

  private long wakeAt = Long.MAX_VALUE;
  private long wakeNumber;
  private long wokenAt = -1;
  private int wokenTimes;

  SimHost(
      World sim,
      SimRoom room,
      SimNode node,
      Backend backend,
      Room taken,
      SimJournal.Takeover read,
      long askedAt) {
    this.sim = sim;
    this.room = room;
    this.node = node;
    this.backend = backend;
    this.epoch = taken.epoch();
    this.name = room.id + "@" + epoch;
    this.dice = sim::nextLong;
    this.watch = new HostWatch(sim, room, this, taken);
    this.recentFrom = read.recentFrom();
    RoomHost host =
        new RoomHost(
            taken,
            read.commits(),
            read.snapshotVersion(),
            askedAt + node.ticksAhead,
            LEASE_MILLIS,
            Growth.FREE);
    this.shell = new RoomShell(host, new Hands());
    input(new Input.Wake()); // What is due is done, whoever comes.
  }

  long epoch() {
    return epoch;
  }

  /** From this version on it knows what happened. */
  long recentFrom() {
    return recentFrom;
  }

  boolean isPaused() {
    return node.isPaused();
  }

  /** Whether all has to wait for the outcome of something durable that was handed in. */
  boolean isHeldUp() {
    return watch.isHeldUp();
  }

  boolean isOver() {
    return isOver;
  }

  SimNode node() {
    return node;
  }

  Room state() {
    return shell.host().released();
  }

  private long ticks() {
    return node.ticks();
  }

  // --- Being run ---

  void input(Input input) {
    if (!mailbox.offer(input)) {
      refuse(input);
      return;
    }
    if (!isTurnComing) {
      isTurnComing = true;
      sim.at(sim.now() + (sim.chance(0.2) ? sim.below(4) : 0), this::takeTurn);
    }
  }

  /** Nobody runs its turns for a while: all that comes meanwhile is taken in one. */
  void keepBusy(long millis) {
    if (!isTurnComing) {
      isTurnComing = true;
      sim.at(sim.now() + millis, this::takeTurn);
    }
  }

  /** The mailbox is full: whoever filled it is told. */
  private void refuse(Input input) {
    switch (input) {
      case Input.Join join -> link(join).close(CloseCode.TRY_AGAIN_LATER);
      case Input.Watch watching -> link(watching).close(CloseCode.TRY_AGAIN_LATER);
      case Input.Receive(var connection, _) -> {
        SimLink link = links.get(connection);
        if (link != null) {
          link.close(CloseCode.TRY_AGAIN_LATER);
          input(new Input.Drop(connection));
        }
      }
      case Input.Edit edit -> edits.remove(edit.edit());
      case Input other -> throw new Violation("the mailbox has no place for " + other);
    }
  }

  private SimLink link(Input.Knock knock) {
    return Objects.requireNonNull(entering.remove(knock.connection()));
  }

  void join(SimLink link, Input.Knock knock) {
    entering.put(link.id, link);
    input(knock);
  }

  void edit(long number, String editId, String type, JsonObject payload) {
    if (!isOver) {
      edits.put(number, editId);
      input(new Input.Edit(number, "editor", new Command(type, 0, payload)));
    }
  }

  private void takeTurn() {
    if (node.isPaused()) {
      node.run(this::takeTurn);
      return;
    }
    isTurnComing = false;
    List<Input> inputs = new ArrayList<>();
    for (Input input : mailbox.take(sim.chance(0.1) ? 1 + sim.below(3) : 256, 64 << 10)) {
      if (isCrashed) {
        forsake(input);
      } else if (!isKnockOfNobody(input)) {
        inputs.add(input);
      }
    }
    if (!mailbox.isEmpty()) {
      isTurnComing = true;
      sim.at(sim.now(), this::takeTurn);
    }
    if (!inputs.isEmpty()) {
      turn(inputs);
    }
  }

  /** The process that it was sent to is no more. */
  private void forsake(Input input) {
    switch (input) {
      case Input.Edit edit -> edits.remove(edit.edit());
      case Input.Join join -> link(join).close(CloseCode.MOVING);
      case Input.Watch watching -> link(watching).close(CloseCode.MOVING);
      case Input _ -> {}
    }
  }

  /** Notes who comes in; whether they have gone again. */
  private boolean isKnockOfNobody(Input input) {
    if (!(input instanceof Input.Knock knock) || input instanceof Input.Receive) {
      return false;
    }
    SimLink link = link(knock);
    if (link.isOpen()) {
      links.put(link.id, link);
    }
    return !link.isOpen();
  }

  private void turn(List<Input> inputs) {
    Moment moment = new Moment(DAY_MILLIS + sim.now() + node.dayAhead, ticks(), dice);
    sim.trace("%s <- %s", name, inputs);
    watch.before(inputs);
    todo = new ArrayList<>();
    shell.turn(inputs, moment);
    List<Runnable> wanted = todo;
    watch.after(shell.host());
    Oracle.check(isLeft == shell.host().isGone(), "%s is gone and was not left", name);
    schedule();
    if (sim.faults() && sim.chance(sim.stalling)) {
      pause();
    }
    wanted.forEach(this::perform);
  }

  private void perform(Runnable action) {
    if (node.isPaused()) {
      node.run(() -> perform(action));
    } else {
      action.run();
    }
  }

  /** Notes what the shell wants done, and looks at it as it was computed. */
  private final class Hands implements RoomShell.Hands {
    @Override
    public void perform(Effect effect) {
      if (effect instanceof Effect.Publish(var flush)) {
        Layers layers = watch.inspect(flush, shell.host().released(), links);
        todo.add(() -> publish(flush, layers));
        return;
      }
      switch (effect) {
        case Effect.Append append -> watch.appended(append);
        case Effect.Prune prune -> watch.pruned(prune, shell.host().released(), node.dayAhead);
        case Effect _ -> {}
      }
      todo.add(() -> run(effect));
    }

    @Override
    public void leave(List<Effect.Close> closes, boolean lost) {
      isLeft = true;
      todo.add(() -> SimHost.this.leave(closes, lost));
    }

    @Override
    public void failed(Throwable fault) {
      throw new Violation(
          "the engine failed: " + fault + " " + List.of(fault.getStackTrace()).subList(0, 6));
    }
  }

  private void run(Effect effect) {
    if (isCrashed
        || (isOver && !(effect instanceof Effect.Close || effect instanceof Effect.Edited))) {
      return;
    }
    sim.trace("%s -> %s", name, effect);
    switch (effect) {
      case Effect.Append append -> backend.append(this, room.journal, append);
      case Effect.ReadBack readBack -> backend.readBack(this, room.journal, readBack);
      case Effect.ConfirmOwnership ask -> backend.confirm(this, room.journal, ask);
      case Effect.SaveSnapshot save -> backend.save(this, room.journal, save);
      case Effect.Prune prune -> backend.prune(this, room.journal, prune);
      case Effect.ReadCommit read -> backend.read(this, room.journal, read);
      case Effect.Prove prove -> sim.at(sim.now() + sim.below(300), () -> prove(prove));
      case Effect.Hash hash -> sim.at(sim.now() + sim.below(300), () -> hash(hash));
      case Effect.Publish(_) -> throw new IllegalStateException("published elsewhere");
      case Effect.Close(var connection, var code, _) -> {
        watch.closed(connection);
        SimLink link = links.get(connection);
        if (link != null) {
          link.close(code);
        }
      }
      case Effect.Edited(var edit, var answer) ->
          room.truth.edited(Objects.requireNonNull(edits.remove(edit)), answer);
      case Effect.Wrote(_) -> {}
      case Effect.Remove _ -> throw new Violation("nobody deletes this room");
      case Effect.Fault(var cause) ->
          Oracle.check(
              String.valueOf(cause.getMessage()).startsWith("thrown on purpose"),
              "a fault of the engine's own: %s %s",
              cause,
              List.of(cause.getStackTrace()));
    }
  }

  private void prove(Effect.Prove prove) {
    boolean isBusy = sim.faults() && sim.chance(0.1);
    boolean isRight = SimClient.hash(prove.passphrase()).equals(prove.hash());
    input(new Input.Proved(prove.connection(), isRight && !isBusy ? prove.hash() : null, isBusy));
  }

  private void hash(Effect.Hash hash) {
    boolean isBusy = sim.faults() && sim.chance(0.1);
    input(new Input.Hashed(hash.connection(), isBusy ? null : SimClient.hash(hash.passphrase())));
  }

  /**
   * @param layers the room as it was when this was computed
   */
  private void publish(Flush flush, Layers layers) {
    if (isCrashed || isOver) {
      return;
    }
    sim.trace("%s -> %s", name, flush);
    if (ticks() >= flush.validUntilTicks()) {
      // Too late: what is not sent can't be followed, so everybody has to come again.
      for (SimLink link : List.copyOf(links.values())) {
        link.close(CloseCode.MOVING);
        input(new Input.Drop(link.id));
      }
      return;
    }
    room.truth.maySend(epoch, sim.now());
    for (SimLink link : List.copyOf(links.values())) {
      Flush.Personal personal = flush.personal().get(link.id);
      if (personal != null && personal.arrival() != null) {
        onlyOneOf(link);
      }
      link.publish(flush, layers);
    }
  }

  /** First any node may open the room, then those are closed who look for it at once. */
  private void leave(List<Effect.Close> closes, boolean lost) {
    if (isOver) {
      return;
    }
    isOver = true;
    room.forget(this);
    backend.gone(this, lost);
    closes.forEach(this::run);
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
    long wake = shell.wakeAtTicks();
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
    input(new Input.Wake());
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
      isCrashed = true;
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
    watch.kept(commits);
  }

  /**
   * A former owner that was frozen may refuse, within its lease, what came by a connection that the
   * member gave up long ago, while the new owner did it: nobody reads that.
   */
  boolean isUnheard(SimLink link, Answer answer) {
    return answer instanceof Answer.Reject
        && !room.journal.isOwnedAt(epoch)
        && !link.party.listensTo(link);
  }

  /** P6: a member's newer connection replaced the older. */
  private void onlyOneOf(SimLink arriving) {
    if (arriving.party instanceof SimWatcher) {
      return;
    }
    for (SimLink other : links.values()) {
      Oracle.check(
          other == arriving || other.party != arriving.party || !other.isAdmitted(),
          "%s and %s are both here",
          other,
          arriving);
    }
  }

  void isAtRest() {
    Oracle.check(edits.isEmpty(), "%s has not answered %s", name, edits);
    Oracle.check(!watch.isWaiting(), "%s still waits for its journal", name);
    room.truth.recovered(shell.host().released());
  }

  boolean isDropped(long connection) {
    return watch.isDropped(connection);
  }

  @Override
  public String toString() {
    return name;
  }
}
