package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialect of the "2D metaverse" course, for rooms of kind {@code space} (docs/metaverse.md). A
 * client identifies itself in its first message, is told who comes, walks and goes, and is only
 * told about its own steps if they were refused.
 */
final class CourseDialect implements Dialect {
  private static final Logger LOG = LoggerFactory.getLogger(CourseDialect.class);
  private static final String NAME = "metaverse";

  /** Stands for the token if another node has already verified the user. */
  private static final String VOUCHED = "vouched";

  private static final JsonObject NOWHERE = JsonObject.of(Map.of("x", Json.of(0), "y", Json.of(0)));

  private final Connection connection;
  private final Gateway gateway;
  private final Forwarding forwarding;
  private Forwarding.Way way;

  private @Nullable String spaceId;
  private String token = "";
  private String self = "";
  private JsonObject place = NOWHERE;
  private boolean placeIsAsked;
  private long lastChat;

  CourseDialect(Connection connection, Gateway gateway, Forwarding forwarding, Forwarding.Way way) {
    this.connection = connection;
    this.gateway = gateway;
    this.forwarding = forwarding;
    this.way = way;
  }

  // --- What comes in ---

  @Override
  public @Nullable String take(JsonObject message, boolean withinLimit) {
    CourseRequest request = CourseRequest.of(message);
    if (!connection.membership().isJoining() && !(request instanceof CourseRequest.Join)) {
      connection.close(
          CloseCode.BAD_FRAMES,
          request instanceof CourseRequest.Malformed(var problem)
              ? problem
              : "the first message must be a join");
      return null;
    }
    switch (request) {
      case CourseRequest.Malformed(var problem) -> {
        return problem;
      }
      case CourseRequest.Unknown(var problem) -> say(problem);
      case CourseRequest.Move(var to) -> move(to, withinLimit);
      case CourseRequest.Join _, CourseRequest.Chat _ when !withinLimit ->
          say("too many messages a second; slow down and try again");
      case CourseRequest.Join join -> join(join);
      case CourseRequest.Chat chat -> chat(chat);
    }
    return null;
  }

  private void say(String sentence) {
    connection.say(error(Code.BAD_REQUEST, sentence));
  }

  private void join(CourseRequest.Join join) {
    if (!connection.membership().beginJoin()) {
      say("you joined already");
      return;
    }
    Identity vouched = way.vouched();
    if (vouched == null) {
      token = join.token();
      connection.verify(token, verified -> verified(join.spaceId(), verified));
    } else {
      verified(join.spaceId(), vouched);
    }
  }

  private void verified(String id, Verification verified) {
    switch (verified) {
      case Verification.Refusal refusal -> end(CloseCode.TOKEN_EXPIRED, refusal.sentence());
      case Identity identity when !connection.identify(identity) ->
          end(CloseCode.TRY_AGAIN_LATER, "too many connections are open");
      case Identity identity -> {
        self = identity.userId();
        lookUp(id);
      }
    }
  }

  private void lookUp(String id) {
    gateway
        .lookups()
        .find(connection.address(), id, way.hops())
        .whenComplete((found, failure) ->
            connection
                .lane()
                .post(() -> {
                  if (failure != null) {
                    notLookedUp(id, failure);
                  } else {
                    found(id, found.orElse(null));
                  }
                }));
  }

  private void notLookedUp(String id, Throwable failure) {
    LOG.warn("space {} can't be looked up", id, failure);
    connection.close(CloseCode.TRY_AGAIN_LATER, "the space can't be looked up now");
  }

  private void found(String id, Lookups.@Nullable Found found) {
    if (found == null || !gateway.hub().speaks(found.record().kind(), NAME)) {
      connection.close(CloseCode.ROOM_GONE, "there is no such space");
    } else if (!found.record().admits(self)) {
      connection.close(CloseCode.FORBIDDEN, "this space is for invited people only");
    } else {
      switch (found.spot()) {
        case Cluster.Spot.Here() -> {
          spaceId = id;
          connection.membership().enter(new Membership.Wish.Join(id, null, null, null, true));
        }
        case Cluster.Spot.At(var node) -> carryOn(id, node);
      }
    }
  }

  /** Until the other node answers, messages get the answer for a client that has not joined. */
  private void carryOn(String id, Peer node) {
    Identity identity = connection.identity();
    if (identity == null) {
      return;
    }
    forwarding.carryOn(
        node,
        way,
        identity,
        connection.lane().loop(),
        answering -> connection.carryOn(answering, new CourseRequest.Join(id, VOUCHED).message()),
        further -> {
          way = further;
          lookUp(id);
        },
        () -> connection.close(CloseCode.MOVING, "the space is moving; try again"));
  }

  private void move(JsonObject to, boolean withinLimit) {
    if (!connection.membership().isJoined()) {
      say("you have not joined yet");
    } else if (withinLimit) {
      connection.membership().ask(new Command("move", 0, to));
    } else if (!placeIsAsked) {
      // While other steps are in flight, only the room knows where the member stands. So one
      // impossible step is sent, and its refusal answers all steps that are too many.
      placeIsAsked = true;
      connection.membership().ask(new Command("move", 0, JsonObject.EMPTY));
    }
  }

  private void chat(CourseRequest.Chat chat) {
    if (!connection.membership().isJoined()) {
      say("you have not joined yet");
    } else if (!chat.spaceId().equals(spaceId)) {
      end(CloseCode.ROOM_GONE, "this is not the space that you joined");
    } else if (chat.token().equals(token)) {
      speak(chat.message()); // The connection ends when this token expires.
    } else {
      connection.verify(chat.token(), verified -> speak(chat, verified));
    }
  }

  private void speak(CourseRequest.Chat chat, Verification verified) {
    switch (verified) {
      case Verification.Refusal refusal -> end(CloseCode.TOKEN_EXPIRED, refusal.sentence());
      case Identity identity when !connection.identify(identity) ->
          end(CloseCode.FORBIDDEN, "the token is another user's");
      case Identity _ -> {
        token = chat.token();
        speak(chat.message());
      }
    }
  }

  private void speak(JsonObject message) {
    // The number distinguishes its answer from that to a step, which has none.
    connection.membership().ask(new Command("chat-message", ++lastChat, message));
  }

  /** Closes the connection after an error message with the reason. */
  private void end(CloseCode code, String sentence) {
    if (connection.membership().isJoined()) {
      say(sentence);
    }
    connection.close(code, sentence);
  }

  // --- What goes out ---

  @Override
  public void arrived(RoomRecord room, Flush flush, Flush.Arrival arrival) {
    Flush.Who who = arrival.who();
    self = who == null ? "" : who.memberId(); // Clients of this dialect join; they cannot watch.
    Map<String, JsonObject> places = CourseFrames.places(arrival.view());
    place = places.getOrDefault(self, NOWHERE);
    List<Json> others = new ArrayList<>();
    places.forEach((id, at) -> {
      if (!id.equals(self)) {
        others.add(at(JsonObject.of("id", Json.of(id)).with("userId", id), at));
      }
    });
    connection.arrive(
        Frames.message(
            "space-joined",
            JsonObject.of("spawn", at(JsonObject.EMPTY, place))
                .with("users", new Json.Arr(others))));
  }

  private static JsonObject at(JsonObject object, JsonObject place) {
    return object.with("x", place.number("x", 0)).with("y", place.number("y", 0));
  }

  @Override
  public void changed(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move) {
    for (CourseFrames.Told told : seen(frames.course(), throughout, move)) {
      if (told.frame() != null) {
        connection.write(told.frame());
      }
    }
    frames.course().lines().forEach(connection::write);
  }

  /** The walks of others that it sees. Its own walk is only noted. */
  private List<CourseFrames.Told> seen(
      CourseFrames frames, Set<String> throughout, Flush.@Nullable Personal move) {
    List<CourseFrames.Told> walks = frames.walks(throughout, move);
    for (CourseFrames.Told told : walks) {
      if (told.walk().userId().equals(self)) {
        place = told.walk().place() == null ? place : told.walk().place();
        return walks.stream().filter(other -> other != told).toList();
      }
    }
    return walks;
  }

  @Override
  public Missed missed() {
    return new CourseMissed(this::seen);
  }

  @Override
  public byte @Nullable [] answer(Answer answer) {
    return switch (answer) {
      case Answer.Ack _ -> null;
      case Answer.Reject(var seq, var code, var message) when seq > 0 -> error(code, message);
      case Answer.Reject _ -> {
        placeIsAsked = false;
        // Sent with a flush, after what the flush changed: this is the position after all steps so
        // far.
        yield Frames.message("movement-rejected", at(JsonObject.EMPTY, place));
      }
    };
  }

  @Override
  public byte[] error(Code code, String sentence) {
    return Frames.message("error", JsonObject.of("message", Json.of(sentence)));
  }

  @Override
  public byte[] refusal(String reason) {
    return error(Code.BAD_REQUEST, reason);
  }
}
