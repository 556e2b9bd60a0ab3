package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.host.RoomHost.Input;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room on this node: a serial mailbox around its {@link RoomHost}, which runs the host's effects.
 * All that comes at one time is taken in one step, so that a busy room sends fewer and larger
 * frames.
 */
public final class LiveRoom {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);
  private static final int MAILS_PER_TURN = 256;
  private static final int PASSPHRASE_LENGTH_MAX = 256;
  private static final long JOURNAL_TIMEOUT_MILLIS = 5_000;

  /**
   * What a live room needs of the node it lives on.
   *
   * @param onGone is told that the room is gone from here, and whether another node took it;
   *     completes, one way or the other, when any node may open it
   */
  record Node(
      Journal journal,
      Passphrases passphrases,
      Clock clock,
      Dice dice,
      Executor blocking,
      BiFunction<LiveRoom, Boolean, CompletableFuture<Void>> onGone) {}

  private final RoomRecord record;
  private final long epoch;
  private final RoomHost host;
  private final Audience audience;
  private final ScheduledExecutorService loop;
  private final Node node;

  private final Queue<Runnable> mails = new ConcurrentLinkedQueue<>();
  private final AtomicInteger mailCount = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  // Only on the mailbox's turn:
  private final Map<Long, CompletableFuture<Optional<Answer>>> edits = new HashMap<>();
  private long lastEdit;
  private List<Input> inputs = new ArrayList<>();
  private @Nullable ScheduledFuture<?> armed;
  private long armedTicks = Long.MAX_VALUE;

  private CompletableFuture<Void> removal = CompletableFuture.completedFuture(null);

  private volatile int online;

  LiveRoom(
      RoomRecord record,
      RoomHost host,
      Audience audience,
      ScheduledExecutorService loop,
      Node node) {
    this.record = record;
    this.epoch = host.released().epoch();
    this.host = host;
    this.audience = audience;
    this.loop = loop;
    this.node = node;
  }

  public RoomRecord record() {
    return record;
  }

  /** The ownership under which it lives here. */
  public long epoch() {
    return epoch;
  }

  public Audience audience() {
    return audience;
  }

  /** How many connections are here, as of a moment ago. */
  public int online() {
    return online;
  }

  /** How much is waiting to be taken in. */
  public int waiting() {
    return mailCount.get();
  }

  // --- What comes in, from any thread ---

  /** A connection joins; the answer comes through the audience. */
  public void join(JoinRequest request) {
    post(() -> {
      String hash = host.passphraseHash(request.memberId());
      String session = request.resume() == null ? null : request.resume().session();
      String passphrase = request.passphrase();
      if (hash == null || passphrase == null || host.isSession(request.memberId(), session)) {
        inputs.add(joinInput(request, null));
      } else {
        proveAndJoin(request, passphrase, hash);
      }
    });
  }

  private void proveAndJoin(JoinRequest request, String passphrase, String hash) {
    CompletableFuture.supplyAsync(() -> node.passphrases.matches(passphrase, hash), node.blocking)
        .whenComplete((matches, failure) ->
            post(() -> {
              if (failure != null) {
                audience.close(
                    request.connection(),
                    CloseCode.TRY_AGAIN_LATER,
                    "too many passphrases are being checked; try again");
              } else {
                inputs.add(joinInput(request, matches ? hash : null));
              }
            }));
  }

  private static Input joinInput(JoinRequest request, @Nullable String proven) {
    return new Input.Join(
        request.connection(),
        request.memberId(),
        request.name(),
        proven,
        request.resume(),
        request.claims());
  }

  /** A connection that joined asks for something; the answer comes through the audience. */
  public void receive(long connection, Command command) {
    if (command.type().equals(Room.PASSPHRASE)) {
      hashAndReceive(connection, command);
    } else {
      post(() -> inputs.add(new Input.Receive(connection, command)));
    }
  }

  private void hashAndReceive(long connection, Command command) {
    Json given = command.payload().get("passphrase");
    if (given instanceof Json.Text(var passphrase)
        && !passphrase.isEmpty()
        && passphrase.length() <= PASSPHRASE_LENGTH_MAX) {
      CompletableFuture.supplyAsync(() -> node.passphrases.hash(passphrase), node.blocking)
          .whenComplete((hash, failure) ->
              receiveHashed(
                  connection,
                  command,
                  failure == null
                      ? JsonObject.of("hash", Json.of(hash))
                      : JsonObject.of("busy", Json.Bool.TRUE)));
    } else {
      boolean takenAway = given == null || given == Json.Null.NULL;
      receiveHashed(
          connection,
          command,
          takenAway ? JsonObject.EMPTY : JsonObject.of("wrong", Json.Bool.TRUE));
    }
  }

  private void receiveHashed(long connection, Command command, JsonObject payload) {
    Command hashed = new Command(command.type(), command.seq(), payload);
    post(() -> inputs.add(new Input.Receive(connection, hashed)));
  }

  /** The connection is gone. */
  public void drop(long connection) {
    post(() -> inputs.add(new Input.Drop(connection)));
  }

  /**
   * Asks for something in a user's name; empty if the room is gone from here and knows nothing of
   * it.
   */
  CompletableFuture<Optional<Answer>> edit(String userId, Command command) {
    CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
    post(() -> {
      edits.put(++lastEdit, answer);
      inputs.add(new Input.Edit(lastEdit, userId, command));
    });
    return answer;
  }

  /** Deletes the room with all that is kept of it; completes when that is done or failed. */
  CompletableFuture<Void> end() {
    post(() -> inputs.add(new Input.End()));
    return gone;
  }

  /** Gives the room up in good order; completes when it is gone from here. */
  CompletableFuture<Void> drain() {
    post(() -> inputs.add(new Input.Drain()));
    return gone;
  }

  /** Another node took the room over. */
  public void lose() {
    post(() -> inputs.add(new Input.OwnershipLost()));
  }

  /** Does what is due on a room that was just opened. */
  void start() {
    post(() -> inputs.add(new Input.Wake()));
  }

  // --- The mailbox ---

  private void post(Runnable mail) {
    mails.add(mail);
    mailCount.incrementAndGet();
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::turn);
      } catch (RejectedExecutionException e) {
        LOG.debug("room {} is left where it is: the node has stopped", record.id());
      }
    }
  }

  private void turn() {
    try {
      for (int i = 0; i < MAILS_PER_TURN; i++) {
        Runnable mail = mails.poll();
        if (mail == null) {
          break;
        }
        mailCount.decrementAndGet();
        mail.run();
      }
      List<Input> taken = inputs;
      inputs = new ArrayList<>();
      if (!taken.isEmpty()) {
        run(host.step(taken, moment()));
        online = host.connections();
        arm();
      }
    } catch (RuntimeException e) {
      // Not the kind's (the host answers for that): a bug here. The room's state is intact in the
      // journal.
      LOG.error("room {} failed and is given up", record.id(), e);
      leave(false, List.of());
    } finally {
      scheduled.set(false);
      if (!mails.isEmpty()) {
        schedule();
      }
    }
  }

  private void arm() {
    long wake = host.wakeAtTicks();
    if (wake < armedTicks) {
      disarm();
      armedTicks = wake;
      long delay = Math.max(0, wake - node.clock.ticks());
      try {
        armed =
            loop.schedule(
                () -> {
                  armedTicks = Long.MAX_VALUE;
                  post(() -> inputs.add(new Input.Wake()));
                },
                delay,
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("room {} sleeps on: the node has stopped", record.id());
      }
    }
  }

  /**
   * What waits for hours, such as the end of a member's grace, must not keep a room that is gone.
   */
  private void disarm() {
    if (armed != null) {
      armed.cancel(false);
      armed = null;
    }
    armedTicks = Long.MAX_VALUE;
  }

  private Moment moment() {
    return new Moment(node.clock.nowMillis(), node.clock.ticks(), node.dice);
  }

  // --- Effects ---

  private void run(List<Effect> effects) {
    if (!effects.isEmpty() && effects.getLast() instanceof Effect.Gone(var lost)) {
      LOG.debug("room {} is {}", record.id(), lost ? "another's" : "at rest");
      effects.stream().filter(effect -> !(effect instanceof Effect.Close)).forEach(this::run);
      leave(lost, effects.stream().filter(Effect.Close.class::isInstance).toList());
    } else {
      effects.forEach(this::run);
    }
  }

  private void run(Effect effect) {
    switch (effect) {
      case Effect.Append(var append, var epoch, var head, var commits) ->
          answer(append, node.journal.append(record.id(), epoch, head, commits));
      case Effect.ReadBack(var append, var epoch, var last) ->
          answer(append, node.journal.readBack(record.id(), epoch, last));
      case Effect.ConfirmOwnership(var epoch, var askedAtTicks) -> confirm(epoch, askedAtTicks);
      case Effect.SaveSnapshot(var epoch, var version, var layers) ->
          node.journal
              .saveSnapshot(record.id(), epoch, version, layers)
              .whenComplete((_, failure) -> {
                if (failure != null) {
                  LOG.warn("room {}: no snapshot of version {}", record.id(), version, failure);
                }
              });
      case Effect.Publish(var flush) -> audience.publish(flush);
      case Effect.Close(var connection, var code, var reason) ->
          audience.close(connection, code, reason);
      case Effect.Edited(var edit, var answer) -> {
        CompletableFuture<Optional<Answer>> asked = edits.remove(edit);
        if (asked != null) {
          asked.complete(Optional.ofNullable(answer));
        }
      }
      case Effect.Remove(var epoch) -> removal = node.journal.remove(record.id(), epoch);
      case Effect.Gone(_) -> {} // It is the last of its step: see above.
      case Effect.Fault(var cause) ->
          LOG.error("the rules of room {} ({}) threw", record.id(), record.kind(), cause);
    }
  }

  private void answer(long append, CompletableFuture<Journal.Outcome> outcome) {
    outcome
        .orTimeout(JOURNAL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(failure -> new Journal.Outcome.Unknown(failure.toString()))
        .thenAccept(known -> post(() -> inputs.add(input(append, known))));
  }

  private static Input input(long append, Journal.Outcome outcome) {
    return switch (outcome) {
      case Journal.Outcome.Kept() -> new Input.AppendKept(append);
      case Journal.Outcome.Refused() -> new Input.AppendRefused(append);
      case Journal.Outcome.Failed(var reason) -> new Input.AppendFailed(append, reason);
      case Journal.Outcome.Unknown(_) -> new Input.AppendUnknown(append);
    };
  }

  private void confirm(long epoch, long askedAtTicks) {
    node.journal
        .confirm(record.id(), epoch)
        .orTimeout(JOURNAL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete((owned, failure) -> {
          // Silence is no answer: the host asks again.
          if (failure == null) {
            post(() ->
                inputs.add(
                    owned
                        ? new Input.OwnershipConfirmed(askedAtTicks)
                        : new Input.OwnershipLost()));
          }
        });
  }

  /** Gives the room up, and then tells its members: whoever looks for it is to find it free. */
  private void leave(boolean lost, List<Effect> closes) {
    disarm();
    node.onGone
        .apply(this, lost)
        .whenCompleteAsync(
            (_, _) -> {
              closes.forEach(this::run);
              audience.gone();
              removal.whenComplete((_, failure) -> {
                if (failure != null) {
                  LOG.warn("room {} could not be deleted", record.id(), failure);
                  gone.completeExceptionally(failure);
                } else {
                  gone.complete(null);
                }
              });
            },
            loop);
  }
}
