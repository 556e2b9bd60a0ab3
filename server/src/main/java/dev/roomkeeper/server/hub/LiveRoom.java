package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.RoomFacts;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.host.RoomShell;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room on this node: a serial mailbox in front of its {@link RoomShell}. Everything waiting in
 * the mailbox is taken in one step, so a busy room sends fewer and larger frames.
 */
public final class LiveRoom {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);
  private static final int INPUTS_PER_TURN = 256;

  /** A turn takes only a few large commands, since other rooms share the loop. */
  private static final int BYTES_PER_TURN = 64 << 10;

  /** How long a room pauses while its flushes are undelivered. */
  private static final long BEHIND_MILLIS = 2;

  /** How often a busy room measures its memory. */
  private static final long WEIGH_MILLIS = 50;

  private static final Answer TOO_MANY_EDITS =
      new Answer.Reject(0, Code.RATE_LIMITED, "too much waits to be done; try again");

  /**
   * What a live room needs of its node.
   *
   * @param onGone called when the room has left, with whether another node took it; completes when
   *     any node may open it, even after a failure
   */
  record Node(
      Journal journal,
      Passphrases passphrases,
      Hub.Means means,
      BiFunction<LiveRoom, Boolean, CompletableFuture<Void>> onGone) {}

  private volatile RoomRecord record; // written in the mailbox's turn only, once it is live
  private final long epoch;
  private final RoomKind kind;
  private final RoomShell shell;
  private final RoomHands hands;
  private final Audience audience;
  private final FairLoop turns;
  private final ScheduledExecutorService loop;
  private final Node node;
  private final MemoryShare share;

  private final Inbox inbox;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  // Used in the mailbox's turn only:
  private @Nullable Layers noted;
  private @Nullable ScheduledFuture<?> armed;
  private long armedTicks = Long.MAX_VALUE;
  private long wokenForTicks = Long.MAX_VALUE; // for when it was armed; MAX_VALUE if not woken

  private long weighAtTicks;
  private boolean isShort;

  private volatile int online;

  LiveRoom(
      RoomRecord record,
      RoomHost host,
      Audience audience,
      FairLoop turns,
      Node node,
      MemoryShare share) {
    this.record = record;
    noteFacts(host);
    this.epoch = host.released().epoch();
    this.kind = host.released().kind();
    this.audience = audience;
    this.turns = turns;
    this.loop = turns.loop();
    this.node = node;
    this.share = share;
    this.inbox = new Inbox(node.means.waiting());
    this.hands = new RoomHands(this, loop, node);
    this.shell = new RoomShell(host, hands);
  }

  public RoomRecord record() {
    return record;
  }

  /** The epoch of its ownership here. */
  public long epoch() {
    return epoch;
  }

  public Audience audience() {
    return audience;
  }

  /** On which its turns run. */
  public ScheduledExecutorService loop() {
    return loop;
  }

  /** How many connections it had a moment ago. */
  public int online() {
    return online;
  }

  /** Whether the outcome of such a command is kept in the journal. */
  public boolean isKept(String commandType) {
    return switch (kind.durability(commandType)) {
      case DURABLE, LAZY -> true;
      case EPHEMERAL, INPUT -> false;
    };
  }

  /** How many inputs wait in the mailbox. */
  public int waiting() {
    return inbox.size();
  }

  // --- What comes in, from any thread ---

  /**
   * Takes a connection's request. The answer comes through the audience. Returns false, and takes
   * nothing, if too many of this connection's requests wait, or too much of its sender's.
   */
  public boolean knock(Input.Knock knock, RoomMemory.Payers sender) {
    return scheduledIf(inbox.offer(knock, sender));
  }

  /** The connection is gone. */
  public void drop(long connection) {
    offer(new Input.Drop(connection));
  }

  /** Sends a command in a user's name. Empty if the room has left this node without handling it. */
  CompletableFuture<Optional<Answer>> edit(String userId, Command command) {
    RoomHands.Edit edit = hands.beginEdit();
    RoomMemory.Payers sender = new RoomMemory.Payers(userId, "");
    if (!scheduledIf(inbox.offer(new Input.Edit(edit.number(), userId, command), sender))) {
      hands.edited(edit.number(), TOO_MANY_EDITS);
    }
    return edit.answer();
  }

  /** Deletes the room and everything kept of it. Completes when that is done or failed. */
  CompletableFuture<Void> end(@Nullable String by) {
    offer(new Input.End(by));
    return hands.gone();
  }

  /** Gives the room up in an orderly way. Completes when it has left this node. */
  CompletableFuture<Void> drain() {
    offer(new Input.Drain());
    return hands.gone();
  }

  /** The room's share of the node's memory. */
  MemoryShare share() {
    return share;
  }

  /** Another node took the room over. */
  public void lose() {
    offer(new Input.OwnershipLost());
  }

  /** Starts a room that was just opened. */
  void start() {
    offer(new Input.Wake());
  }

  /** Puts an input into the mailbox. Returns false if the mailbox is full. */
  boolean offer(Input input) {
    return scheduledIf(inbox.offer(input));
  }

  private boolean scheduledIf(boolean isTaken) {
    if (isTaken) {
      schedule();
    }
    return isTaken;
  }

  // --- The mailbox's turns ---

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        turns.execute(share.owner(), this::turn);
      } catch (RejectedExecutionException e) {
        LOG.debug("room {} is left where it is: the node has stopped", record.id());
      }
    }
  }

  private void turn() {
    if (audience.isBehind()) { // Meanwhile the mailbox fills, and refuses those who fill it.
      later(() -> turns.execute(share.owner(), this::turn), BEHIND_MILLIS);
      return;
    }
    Inbox.Taken taken = inbox.take(INPUTS_PER_TURN, BYTES_PER_TURN);
    try {
      List<Input> inputs = taken.inputs();
      if (!inputs.isEmpty()) {
        Moment moment =
            new Moment(
                node.means.clock().nowMillis(), node.means.clock().ticks(), node.means.dice());
        if (wokenForTicks <= moment.ticks()) {
          node.means.wokenLate().accept(moment.ticks() - wokenForTicks);
          wokenForTicks = Long.MAX_VALUE;
        }
        shell.turn(inputs, moment);
        online = shell.host().connections();
        noteFacts(shell.host());
        weigh(moment.ticks());
        arm();
      }
    } finally {
      inbox.done(taken);
      scheduled.set(false);
      if (waiting() > 0) {
        schedule();
      }
    }
  }

  /** The record tells what the room's owner made of it. */
  private void noteFacts(RoomHost host) {
    Layers now = host.released().layers();
    if (noted == null || !RoomFacts.areSame(noted, now)) {
      record = record.with(RoomFacts.of(now));
    }
    noted = now;
  }

  /** Measures the room's memory from time to time and tells the room whether it is short. */
  private void weigh(long nowTicks) {
    if (nowTicks < weighAtTicks || shell.host().isGone()) {
      return;
    }
    weighAtTicks = nowTicks + WEIGH_MILLIS;
    share.update(shell.host().heapBytes());
    boolean nowShort = share.isShort();
    if (nowShort != isShort) {
      isShort = nowShort;
      offer(new Input.Shortage(nowShort));
    }
  }

  private void arm() {
    long wake = shell.wakeAtTicks();
    if (wake < armedTicks || wake == Long.MAX_VALUE) {
      disarm();
    }
    if (wake < armedTicks) {
      armedTicks = wake;
      armed = later(this::wake, Math.max(0, wake - node.means.clock().ticks()));
    }
  }

  private void wake() {
    wokenForTicks = armedTicks;
    armedTicks = Long.MAX_VALUE;
    offer(new Input.Wake());
  }

  /** A timer hours ahead, such as the end of a member's grace, must not keep the room in memory. */
  private void disarm() {
    if (armed != null) {
      armed.cancel(false);
      armed = null;
    }
    armedTicks = Long.MAX_VALUE;
  }

  private @Nullable ScheduledFuture<?> later(Runnable task, long millis) {
    try {
      return loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("room {} sleeps on: the node has stopped", record.id());
      return null;
    }
  }

  @Override
  public String toString() {
    return "room " + record.id() + " (" + record.kind() + ")";
  }
}
