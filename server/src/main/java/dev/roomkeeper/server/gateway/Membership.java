package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Resume;
import dev.roomkeeper.engine.host.Secret;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.CannotRun;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.NoMemoryLeft;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.hub.RoomElsewhere;
import dev.roomkeeper.server.hub.RoomMemory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's membership of its room: how it enters, what it asks, which layers it holds, and so
 * which part of a flush it gets. Confined to its lane's loop. The room is opened elsewhere, and the
 * result is posted back.
 */
final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Connection connection;
  private final Gateway gateway;
  private final Dialect dialect;

  private boolean joining;
  private @Nullable LiveRoom room;
  private boolean joined;
  private boolean isLate;
  private Set<String> held = Set.of(); // Kept layers and their live twins.
  private @Nullable Flush last; // that was taken, and so what its client holds, or will

  Membership(Connection connection, Gateway gateway, Dialect dialect) {
    this.connection = connection;
    this.gateway = gateway;
    this.dialect = dialect;
  }

  // --- Joining, as a dialect asks for it ---

  /** Whether this is the first join. A connection can only join once. */
  boolean beginJoin() {
    boolean isFirst = !joining;
    joining = true;
    return isFirst;
  }

  /** Whether a join has begun. */
  boolean isJoining() {
    return joining;
  }

  /** Whether it is in its room and was told so. */
  boolean isJoined() {
    return room != null && joined;
  }

  /** How a client wants to enter a room. */
  sealed interface Wish {
    String roomId();

    /**
     * As a member.
     *
     * @param name the name that it asks for, null for the token's; an account's own name has
     *     priority
     * @param wholeMap whether it does not know layers for parts of a map, and wants them all
     */
    record Join(
        String roomId,
        @Nullable String name,
        @Nullable String passphrase,
        @Nullable Resume resume,
        boolean wholeMap)
        implements Wish {
      @Override
      public String toString() {
        return "Join[roomId="
            + roomId
            + "]"; // Leaves out the passphrase, which must not reach a log.
      }
    }

    /** As a watcher of these layers. */
    record Watch(String roomId, List<String> layers) implements Wish {}
  }

  /** Enters the room as the connection's user, after {@link #beginJoin}. */
  void enter(Wish wish) {
    Identity identity = connection.identity();
    if (connection.isClosing() || identity == null) {
      return;
    }
    gateway
        .lookups()
        .profile(connection.address(), identity.userId())
        .thenCombine(
            gateway.hub().open(wish.roomId(), connection.address()),
            (profile, opened) -> (Runnable) () -> opened(wish, profile, opened))
        .whenComplete((then, failure) ->
            connection.lane().post(failure != null ? () -> notOpened(wish, failure) : then));
  }

  private void notOpened(Wish wish, Throwable failure) {
    if (RoomElsewhere.is(failure)) {
      connection.close(CloseCode.MOVING, "the room is on another node");
      return;
    }
    if (NoMemoryLeft.is(failure)) {
      connection.close(
          CloseCode.TRY_AGAIN_LATER, "there is no memory left for this room; try again later");
      return;
    }
    String sentence = CannotRun.sentence(failure);
    if (sentence != null) {
      LOG.warn("room {} can't be opened: {}", wish.roomId(), sentence);
      connection.close(CloseCode.TRY_AGAIN_LATER, sentence);
      return;
    }
    LOG.warn("room {} can't be opened", wish.roomId(), failure);
    connection.close(CloseCode.TRY_AGAIN_LATER, "the room can't be opened now");
  }

  private void opened(Wish wish, Profiles.Profile profile, Optional<LiveRoom> opened) {
    Identity identity = connection.identity();
    if (connection.isClosing() || identity == null) {
      return;
    }
    if (opened.isEmpty()) {
      connection.close(CloseCode.ROOM_GONE, "there is no such room");
      return;
    }
    LiveRoom live = opened.get();
    if (!connection.mayArrive() || !connection.mayWrite(wish.roomId())) {
      connection.close(
          CloseCode.TRY_AGAIN_LATER, "too much was sent or kept for you; wait a while");
      return;
    }
    room = live;
    ((SocketAudience) live.audience()).add(connection);
    Input.Knock knock =
        switch (wish) {
          case Wish.Join join -> joining(join, live, identity, profile);
          case Wish.Watch(_, var layers) ->
              new Input.Watch(connection.id(), identity.userId(), layers);
        };
    if (!live.knock(knock, sender(identity))) {
      connection.close(CloseCode.TRY_AGAIN_LATER, "the room is behind");
    }
  }

  private Input.Join joining(
      Wish.Join join, LiveRoom live, Identity identity, Profiles.Profile profile) {
    String asked = join.name() == null ? identity.name() : join.name();
    JsonObject claims = profile.claims();
    if (live.record().createdBy().equals(identity.userId())) {
      claims = claims.with("creator", true);
    }
    if (join.wholeMap()) {
      claims = claims.with("whole", true);
    }
    return new Input.Join(
        connection.id(),
        identity.userId(),
        profile.name() == null ? asked : profile.name(),
        join.passphrase() == null ? null : new Secret(join.passphrase()),
        join.resume(),
        claims,
        profile.standing());
  }

  // --- Being there ---

  /** Sends the room a command. The answer comes with a flush. */
  void ask(Command command) {
    Identity identity = connection.identity();
    if (room == null || identity == null) {
      return;
    }
    if (room.isKept(command.type()) && !connection.mayWrite(room.record().id())) {
      limited(command, "too much was written for you or in this room; wait a while");
    } else if (!room.knock(new Input.Receive(connection.id(), command), sender(identity))) {
      limited(command, "too much is waiting; slow down and try again");
    }
  }

  /** Who pays for what waits. */
  private RoomMemory.Payers sender(Identity identity) {
    return new RoomMemory.Payers(identity.userId(), connection.address());
  }

  private void limited(Command command, String sentence) {
    byte[] frame = dialect.answer(new Answer.Reject(command.seq(), Code.RATE_LIMITED, sentence));
    if (frame != null) {
      connection.say(frame);
    }
  }

  /**
   * Takes a flush of the room. Sends it now, or composes it with what the client has not received
   * yet.
   *
   * @return whether there was space for it; if not, the rest is lost
   */
  boolean take(
      RoomRecord record, FlushFrames frames, Flush.@Nullable Personal personal, Outbox outbox) {
    Flush.Arrival arrival = personal == null ? null : personal.arrival();
    if (arrival != null || (joined && isFor(frames.flush()))) {
      last = frames.flush();
    }
    if (arrival != null) {
      joined = true;
      isLate = arrival.delayMillis() > 0;
      Set<String> all = new HashSet<>(arrival.view().keySet());
      all.addAll(arrival.live().keySet());
      held = Set.copyOf(all); // a quarter of the memory, and most stay as they are for long
      RoomRecord now = room == null ? record : room.record(); // it may have another name by now
      dialect.arrived(now, frames.flush(), arrival);
    } else if (joined && isFor(frames.flush()) && !takeChanges(frames, personal, outbox)) {
      return false;
    }
    if (personal != null) {
      for (Answer answer : personal.answers()) {
        byte[] frame = dialect.answer(answer);
        if (frame != null && !outbox.say(frame)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Watchers with a delay are sent other flushes than everybody else. */
  private boolean isFor(Flush flush) {
    return isLate == (flush.reach() == Flush.Reach.LATE);
  }

  private boolean takeChanges(
      FlushFrames frames, Flush.@Nullable Personal personal, Outbox outbox) {
    // Its layers may change and change back within one flush. Then only its own events are left.
    Flush.Personal move = personal == null || personal.events() == null ? null : personal;
    Set<String> throughout = held;
    if (move != null) {
      throughout = new HashSet<>(held);
      throughout.removeAll(move.leave().keySet());
      Set<String> all = new HashSet<>(throughout);
      all.addAll(move.enter().keySet());
      held = Set.copyOf(all);
    }
    if (outbox.isWritable()) {
      dialect.changed(frames, throughout, held, move);
      return true;
    }
    return outbox.miss(frames, throughout, held, move);
  }

  /**
   * Tells its client some of its layers whole, with their twins, as of the last flush: they take
   * the place of what it holds, and of what it missed of them.
   */
  void resend(List<String> asked, Outbox outbox) {
    Flush told = last;
    if (!joined || told == null) {
      return;
    }
    Map<String, Document> whole = new LinkedHashMap<>();
    for (String layer : asked) {
      String kept = Layers.kept(layer);
      for (String each : List.of(kept, Layers.live(kept))) {
        if (held.contains(each)) {
          whole.put(each, new Document(told.layers().object(each)));
        }
      }
    }
    if (whole.isEmpty()) {
      return;
    }
    whole.values().forEach(document -> connection.arrived(document.root().bytes()));
    if (!outbox.isWritable()) {
      outbox.missWhole(told, whole.keySet());
      return;
    }
    Set<String> throughout = new HashSet<>(held);
    throughout.removeAll(whole.keySet());
    dialect.changed(
        new FlushFrames(told.withoutChange()),
        throughout,
        held,
        new Flush.Personal(null, whole, Map.of(), List.of(), List.of()));
  }

  /** The room that it is in or joins; null for none. */
  @Nullable String roomId() {
    LiveRoom live = room;
    return live == null ? null : live.record().id();
  }

  /** Leaves the room if it is in one. Nothing more comes from it. */
  void leave() {
    if (room != null) {
      ((SocketAudience) room.audience()).remove(connection);
      room.drop(connection.id());
      room = null;
    }
  }
}
