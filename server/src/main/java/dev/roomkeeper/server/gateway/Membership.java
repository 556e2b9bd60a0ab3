package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.Answer;
import dev.roomkeeper.engine.CloseCode;
import dev.roomkeeper.engine.Command;
import dev.roomkeeper.engine.Flush;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.engine.RoomHost;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.JoinRequest;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.hub.RoomElsewhere;
import dev.roomkeeper.server.hub.RoomRecord;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's being in its room: how it gets in, what it asks there, and which layers it holds,
 * and so what of a flush is for it. Lives on its connection's loop alone; the room is opened
 * elsewhere, and what came of it is posted back.
 */
final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Connection connection;
  private final Gateway gateway;
  private final Dialect dialect;

  private boolean joining;
  private @Nullable LiveRoom room;
  private boolean joined;
  private Set<String> held = Set.of();

  Membership(Connection connection, Gateway gateway, Dialect dialect) {
    this.connection = connection;
    this.gateway = gateway;
    this.dialect = dialect;
  }

  // --- Joining, as a dialect asks for it ---

  /** Whether this is the first join: there is one in a connection's life. */
  boolean beginJoin() {
    boolean isFirst = !joining;
    joining = true;
    return isFirst;
  }

  /** Whether a join has begun. */
  boolean isJoining() {
    return joining;
  }

  /** Whether it is in its room, and was told so. */
  boolean isJoined() {
    return room != null && joined;
  }

  /**
   * What a client wants to join.
   *
   * @param name how it wants to be called, null for as its token says; one with an account is
   *     called by that
   * @param wholeMap whether it knows nothing of layers for parts of a map, and wants them all
   */
  record Wish(
      String roomId,
      @Nullable String name,
      @Nullable String passphrase,
      RoomHost.@Nullable Resume resume,
      boolean wholeMap) {
    @Override
    public String toString() {
      return "Wish[roomId=" + roomId + "]"; // A passphrase must not reach a log.
    }
  }

  /** Enters the room, after {@link #beginJoin}, as whom the connection was identified. */
  void enter(Wish wish) {
    Identity identity = connection.identity();
    if (connection.isClosing() || identity == null) {
      return;
    }
    gateway
        .profile(connection.address(), identity.userId())
        .thenCombine(
            gateway.hub().open(wish.roomId),
            (profile, opened) -> (Runnable) () -> opened(wish, profile, opened))
        .whenComplete((then, failure) ->
            connection.lane().post(failure != null ? () -> notOpened(wish, failure) : then));
  }

  private void notOpened(Wish wish, Throwable failure) {
    if (RoomElsewhere.is(failure)) {
      connection.close(CloseCode.MOVING, "the room is on another node");
      return;
    }
    LOG.warn("room {} can't be opened", wish.roomId, failure);
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
    room = live;
    ((SocketAudience) live.audience()).add(connection);
    String asked = wish.name == null ? identity.name() : wish.name;
    JsonObject claims = profile.claims();
    if (live.record().createdBy().equals(identity.userId())) {
      claims = claims.with("creator", true);
    }
    if (wish.wholeMap) {
      claims = claims.with("whole", true);
    }
    live.join(
        new JoinRequest(
            connection.id(),
            identity.userId(),
            profile.name() == null ? asked : profile.name(),
            wish.passphrase,
            wish.resume,
            claims));
  }

  // --- Being there ---

  /** Asks the room for something; the answer comes with a flush. */
  void ask(Command command) {
    if (room != null) {
      room.receive(connection.id(), command);
    }
  }

  /**
   * Takes a flush of the room: at once, or composed with what its client has not received yet.
   *
   * @return whether there was space for it; if not, the rest of it is lost
   */
  boolean take(
      RoomRecord record, FlushFrames frames, Flush.@Nullable Personal personal, Outbox outbox) {
    Flush.Arrival arrival = personal == null ? null : personal.arrival();
    if (arrival != null) {
      joined = true;
      held = new HashSet<>(arrival.view().keySet());
      dialect.arrived(record, frames.flush(), arrival);
    } else if (joined && !takeChanges(frames, personal, outbox)) {
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

  private boolean takeChanges(
      FlushFrames frames, Flush.@Nullable Personal personal, Outbox outbox) {
    // Its layers may change and change back within a flush: then there are events of its own alone.
    Flush.Personal move = personal == null || personal.events() == null ? null : personal;
    Set<String> throughout = held;
    if (move != null) {
      throughout = new HashSet<>(held);
      throughout.removeAll(move.leave().keySet());
      held = new HashSet<>(throughout);
      held.addAll(move.enter().keySet());
    }
    if (outbox.isWritable()) {
      dialect.changed(frames, throughout, held, move);
      return true;
    }
    return outbox.miss(frames, throughout, held, move);
  }

  /** Leaves the room, if it is in one: nothing more of it comes. */
  void leave() {
    if (room != null) {
      ((SocketAudience) room.audience()).remove(connection);
      room.drop(connection.id());
      room = null;
    }
  }
}
