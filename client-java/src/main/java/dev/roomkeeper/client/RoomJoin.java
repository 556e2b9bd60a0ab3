package dev.roomkeeper.client;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The settings for joining a room. Callbacks that are registered here miss nothing. */
public final class RoomJoin {
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final ServerAddress server;
  private final TokenSource tokens;
  private final String roomId;
  private final Consumer<RoomConnection> started;
  private final Listeners listeners = new Listeners();
  private @Nullable String name;
  private @Nullable String passphrase;
  private @Nullable ResumePoint resume;
  private Replica before = Replica.EMPTY;
  private boolean reconnects = true;
  private boolean asksForLife = true;
  private boolean speaksJson;
  private Duration joinLimit = JOIN_LIMIT;
  private RoomTap tap = RoomTap.NONE;

  RoomJoin(
      EventLoop loop,
      ServerAddress server,
      TokenSource tokens,
      String roomId,
      Consumer<RoomConnection> started) {
    this.loop = loop;
    this.server = server;
    this.tokens = tokens;
    this.roomId = roomId;
    this.started = started;
  }

  /** The member's name in the room, at most 64 characters. */
  public RoomJoin name(String called) {
    name = called;
    return this;
  }

  /** The passphrase that proves who the member is, if it set one (P3). */
  public RoomJoin passphrase(String secret) {
    passphrase = secret;
    return this;
  }

  /** Resumes the session of another connection of the member, from what that one had seen. */
  public RoomJoin resume(String session, Replica seen) {
    resume = new ResumePoint(session, seen.epoch(), seen.version());
    before = seen;
    return this;
  }

  /**
   * The whole first frame, in place of the three settings above. If it resumes from a version, the
   * client speaks JSON: it does not hold that version's state, and only JSON patches can be read
   * without it.
   */
  public RoomJoin as(ClientFrame.Join how) {
    name = how.name();
    passphrase = how.passphrase();
    resume = how.resume();
    before = Replica.EMPTY;
    return this;
  }

  /** Whether the client reconnects after a lost connection; true by default. */
  public RoomJoin reconnects(boolean byItself) {
    reconnects = byItself;
    return this;
  }

  /** Whether the client pings a server that is quiet for seconds; true by default. */
  public RoomJoin asksForLife(boolean byItself) {
    asksForLife = byItself;
    return this;
  }

  /**
   * Whether to speak JSON even if the server supports the binary subprotocol, as for reading the
   * frames.
   */
  public RoomJoin speaksJson(boolean always) {
    speaksJson = always;
    return this;
  }

  /**
   * How long a socket may take until {@code joined}. 1 s by default, doubled after each socket that
   * took longer.
   */
  public RoomJoin joinLimit(Duration limit) {
    joinLimit = limit;
    return this;
  }

  public RoomJoin tap(RoomTap listeningIn) {
    tap = listeningIn;
    return this;
  }

  public RoomJoin on(String type, Consumer<RoomEvent> listener) {
    listeners.onEvent(type, listener);
    return this;
  }

  public RoomJoin onChange(Consumer<Replica> listener) {
    listeners.changes.add(listener);
    return this;
  }

  public RoomJoin onStatus(Consumer<RoomStatus> listener) {
    listeners.statuses.add(listener);
    return this;
  }

  public RoomJoin onError(Consumer<RoomException> listener) {
    listeners.errors.add(listener);
    return this;
  }

  /** Starts to join, and keeps trying. */
  public RoomConnection start() {
    RoomConnection room =
        RoomConnection.start(
            loop,
            new JoinSettings(
                server,
                roomId,
                tokens,
                new ClientFrame.Join(name, passphrase, resume),
                before,
                new JoinSettings.Habits(reconnects, asksForLife, speaksJson || isWithoutState()),
                joinLimit.toMillis(),
                tap),
            listeners);
    started.accept(room);
    return room;
  }

  private boolean isWithoutState() {
    return resume != null && resume.version() > 0 && before.version() != resume.version();
  }

  /** Joins and waits until joined. Throws a {@link RoomException} if the member is refused. */
  public RoomConnection join() {
    RoomConnection room = start();
    try {
      return room.awaitJoined();
    } catch (RuntimeException e) {
      room.close();
      throw e;
    }
  }
}
