package dev.roomkeeper.client;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member's connection to a room: what the member sees, commands and events. It survives broken
 * sockets. Any thread may use it.
 *
 * <p>Callbacks run on an event loop that many rooms share. They must be quick and must not wait.
 * Methods that wait say so, and throw when a callback calls them.
 */
public final class RoomConnection implements AutoCloseable {
  /** How long {@link #ask} and joining wait. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The server refuses larger frames (P19), and closes the socket after three. */
  private static final int FRAME_BYTES_MAX = 64 << 10;

  private final EventLoop loop;
  private final JoinSettings settings;
  private final Lifecycle lifecycle;
  private final Outbox outbox = new Outbox();
  private final Listeners listeners;
  private final CompletableFuture<RoomConnection> firstJoin = new CompletableFuture<>();
  private final News news = new News();
  private volatile RoomStatus status = new RoomStatus.Connecting();
  private volatile Replica replica;
  private volatile ServerFrame.@Nullable Joined joined;
  private @Nullable ResumePoint seen;

  private RoomConnection(EventLoop loop, JoinSettings settings, Listeners listeners) {
    this.loop = loop;
    this.settings = settings;
    this.replica = settings.before();
    this.listeners = listeners;
    this.lifecycle = new Lifecycle(loop, settings, new Inside());
  }

  static RoomConnection start(EventLoop loop, JoinSettings settings, Listeners listeners) {
    RoomConnection room = new RoomConnection(loop, settings, listeners);
    loop.execute(() -> room.lifecycle.start(settings.server(), settings.join()));
    return room;
  }

  // --- State ---

  public String roomId() {
    return settings.roomId();
  }

  public RoomStatus status() {
    return status;
  }

  public boolean isJoined() {
    return status instanceof RoomStatus.Joined;
  }

  /**
   * The answer to the last join, with the member's id and the room. Throws before the first one.
   */
  public ServerFrame.Joined joined() {
    ServerFrame.Joined last = joined;
    if (last == null) {
      throw new IllegalStateException("the room was not joined yet");
    }
    return last;
  }

  /** The member's id. Throws before the first join. */
  public String self() {
    return joined().self();
  }

  /** What the member sees. It stays when the connection is lost. */
  public Replica replica() {
    return replica;
  }

  /** The value in the view under these keys, or a missing node. */
  public JsonNode at(String... path) {
    return replica.at(path);
  }

  // --- Commands ---

  /**
   * Sends a command that takes effect once, now or after a reconnect. The future fails with a
   * {@link RoomException} if the command is refused.
   */
  public CompletableFuture<Ack> command(String type, ObjectNode payload) {
    CompletableFuture<Ack> answer = new CompletableFuture<>();
    RoomException problem = problem(type, payload);
    if (problem != null) {
      answer.completeExceptionally(problem);
    } else {
      onLoop(
          () -> {
            if (status instanceof RoomStatus.Stopped stopped && isFinal(stopped)) {
              answer.completeExceptionally(gone(stopped));
            } else {
              outbox.add(type, payload, answer);
            }
          },
          answer);
    }
    return answer;
  }

  public CompletableFuture<Ack> command(String type, Map<String, ?> payload) {
    return command(type, object(payload));
  }

  /** Sends a command and waits for the answer. Throws a {@link RoomException} if it is refused. */
  public Ack ask(String type, ObjectNode payload) {
    return await(command(type, payload), "an answer to " + type);
  }

  public Ack ask(String type, Map<String, ?> payload) {
    return ask(type, object(payload));
  }

  /**
   * Sends a command without an answer. A refusal is passed to {@link #onError}. The command is lost
   * while the connection is down or congested.
   */
  public void tell(String type, ObjectNode payload) {
    RoomException problem = problem(type, payload);
    if (problem != null) {
      throw problem;
    }
    onLoop(
        () -> {
          if (lifecycle.isWritable()) {
            lifecycle.send(new ClientFrame.Command(type, OptionalLong.empty(), payload));
          }
        },
        null);
  }

  public void tell(String type, Map<String, ?> payload) {
    tell(type, object(payload));
  }

  /** Sends a command again under its number (P15). Only the tap receives the answer. */
  public void repeat(long seq, String type, ObjectNode payload) {
    onLoop(
        () -> lifecycle.send(new ClientFrame.Command(type, OptionalLong.of(seq), payload)), null);
  }

  private static ObjectNode object(Map<String, ?> payload) {
    return JsonFrames.JSON.valueToTree(payload);
  }

  private static @Nullable RoomException problem(String type, ObjectNode payload) {
    int characters = payload.toString().length() + type.length() + 64;
    // A UTF-16 unit takes at most three bytes in UTF-8.
    boolean isTooLarge =
        characters * 3 > FRAME_BYTES_MAX
            && new JsonFrames()
                    .write(new ClientFrame.Command(type, OptionalLong.of(1L << 53), payload))
                    .length
                > FRAME_BYTES_MAX;
    return isTooLarge
        ? new RoomException(
            RoomException.TOO_LARGE, type + ": a frame has at most " + FRAME_BYTES_MAX + " bytes")
        : null;
  }

  // --- Callbacks ---

  /** Calls the listener with each event of this type from now on. */
  public void on(String type, Consumer<RoomEvent> listener) {
    listeners.onEvent(type, listener);
  }

  /** Calls the listener with each new replica from now on. */
  public void onChange(Consumer<Replica> listener) {
    listeners.changes.add(listener);
  }

  public void onStatus(Consumer<RoomStatus> listener) {
    listeners.statuses.add(listener);
  }

  /**
   * Calls the listener with refusals of commands without a number, and of frames that the server
   * could not read.
   */
  public void onError(Consumer<RoomException> listener) {
    listeners.errors.add(listener);
  }

  // --- Waiting ---

  /** Waits until joined. Throws a {@link RoomException} if the member is refused. */
  public RoomConnection awaitJoined() {
    return await(firstJoin, "being joined");
  }

  /** Waits until the replica matches. Throws a {@link RoomException} if it does not in time. */
  public Replica await(Predicate<Replica> wanted, Duration patience) {
    refuseOnLoop();
    if (!news.await(() -> wanted.test(replica), patience)) {
      throw new RoomException(RoomException.TIMEOUT, "the room did not reach the wanted state");
    }
    return replica;
  }

  /** Waits until the member left or was refused, or the connection is lost for good. */
  public RoomStatus.Stopped awaitStopped() {
    refuseOnLoop();
    while (true) {
      news.await(() -> status instanceof RoomStatus.Stopped, Duration.ofDays(1));
      if (status instanceof RoomStatus.Stopped stopped) {
        return stopped;
      }
    }
  }

  private <T> T await(CompletableFuture<T> answer, String what) {
    if (!answer.isDone()) {
      refuseOnLoop();
    }
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RoomException refusal
          ? refusal
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new RoomException(
          RoomException.TIMEOUT, what + " did not come within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void refuseOnLoop() {
    if (loop.inEventLoop()) {
      throw new IllegalStateException(
          "a callback must not wait: this thread would have to receive the answer");
    }
  }

  // --- Leaving and joining again ---

  /** Ends the connection without a close frame, and does not reconnect until {@link #rejoin}. */
  public void drop() {
    onLoop(() -> stop(new RoomStatus.Stopped(SocketEnd.ABNORMAL, "dropped"), false), null);
  }

  /** Joins again after a stop, perhaps at another address of the same server. */
  public void rejoin(ServerAddress server, ClientFrame.Join join) {
    onLoop(
        () -> {
          status(new RoomStatus.Connecting());
          lifecycle.start(server, join);
        },
        null);
  }

  /** Leaves the room, with a close frame. Commands without an answer fail. */
  @Override
  public void close() {
    onLoop(() -> stop(new RoomStatus.Stopped(1000, "left"), true), null);
  }

  private void stop(RoomStatus.Stopped how, boolean withCloseFrame) {
    if (!status.equals(how)) {
      lifecycle.halt(withCloseFrame);
      status(how);
    }
  }

  private void onLoop(Runnable task, @Nullable CompletableFuture<?> otherwise) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      if (otherwise != null) {
        otherwise.completeExceptionally(
            new RoomException(RoomException.CLOSED, "all rooms were closed"));
      }
    }
  }

  /** Whether no answer can come any more: the member left, or the room refuses it. */
  private static boolean isFinal(RoomStatus.Stopped stopped) {
    return stopped.code() == 1000 || Reconnecting.staysAway(stopped.code());
  }

  private static RoomException gone(RoomStatus.Stopped stopped) {
    return new RoomException(
        RoomException.CLOSED, "the room is closed: " + stopped.code() + " " + stopped.reason());
  }

  private void status(RoomStatus now) {
    status = now;
    if (now instanceof RoomStatus.Joined) {
      firstJoin.complete(this);
    } else if (now instanceof RoomStatus.Stopped stopped) {
      firstJoin.completeExceptionally(
          new RoomException(Integer.toString(stopped.code()), stopped.reason()));
      if (isFinal(stopped)) {
        outbox.abandon(gone(stopped));
      }
    }
    Listeners.tell(listeners.statuses, now);
    news.tell();
  }

  /** Receives what happens on the connection; on the loop. */
  private final class Inside implements Lifecycle.Room {
    @Override
    public @Nullable ResumePoint seen() {
      return seen;
    }

    @Override
    public void joined(ServerFrame.Joined now) {
      joined = now;
      seen = now.point();
      replica = replica.after(now);
      settings.tap().frame(now);
      outbox.online(now.point().session(), lifecycle::send);
      changed();
      now.missed().events().forEach(listeners::tell);
    }

    @Override
    public void frame(ServerFrame frame) {
      if (frame instanceof ServerFrame.Patch patch) {
        ResumePoint before = seen;
        seen =
            before == null
                ? null
                : new ResumePoint(before.session(), patch.epoch(), patch.version());
        replica = replica.after(patch);
      }
      settings.tap().frame(frame);
      switch (frame) {
        case ServerFrame.Patch _ -> changed();
        case ServerFrame.Acked(long seq, Ack ack) -> outbox.acked(seq, ack);
        case ServerFrame.Rejected(OptionalLong seq, String code, String message) -> {
          RoomException refusal = new RoomException(code, message);
          if (seq.isPresent()) {
            outbox.rejected(seq.getAsLong(), refusal);
          } else {
            Listeners.tell(listeners.errors, refusal);
          }
        }
        case ServerFrame.Fault(String code, String message) ->
            Listeners.tell(listeners.errors, new RoomException(code, message));
        case ServerFrame.Happened(RoomEvent event) -> listeners.tell(event);
        case ServerFrame.Joined _, ServerFrame.Pong _, ServerFrame.Other _ -> {}
      }
    }

    private void changed() {
      Listeners.tell(listeners.changes, replica);
      news.tell();
    }

    @Override
    public void down() {
      outbox.offline();
    }

    @Override
    public void forget() {
      seen = null;
    }

    @Override
    public void status(RoomStatus now) {
      RoomConnection.this.status(now);
    }
  }
}
