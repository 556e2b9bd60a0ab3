package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.engine.kind.Matchmaking.Mode;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.queue.MatchQueue;
import dev.roomkeeper.server.queue.Matchmaker;
import dev.roomkeeper.server.queue.Matchmaker.Standing;
import dev.roomkeeper.server.queue.Matchmaker.Wish;
import dev.roomkeeper.server.queue.Person;
import dev.roomkeeper.server.queue.Pools;
import dev.roomkeeper.server.queue.QueueView;
import dev.roomkeeper.server.ranks.RankTable;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue for matches: docs/matchmaking.md. */
final class QueueResources {
  private static final Logger LOG = LoggerFactory.getLogger(QueueResources.class);
  private static final String PATH = "/api/v1/queue";
  private static final int WORD_LENGTH_MAX = 64;
  private static final int TICKET_LENGTH_MAX = 16 << 10;

  private final Matchmaker matchmaker;
  private final Map<String, Matchmaking> kinds;
  private final RankTable ranks;

  private QueueResources(Matchmaker matchmaker, Map<String, Matchmaking> kinds, RankTable ranks) {
    this.matchmaker = matchmaker;
    this.kinds = kinds;
    this.ranks = ranks;
  }

  static void add(
      Routes routes, Matchmaker matchmaker, Map<String, Matchmaking> kinds, RankTable ranks) {
    QueueResources queue = new QueueResources(matchmaker, kinds, ranks);
    routes.add(HttpMethod.POST, PATH, queue::enter);
    routes.add(HttpMethod.GET, PATH, queue::look);
    routes.add(HttpMethod.DELETE, PATH, queue::cancel);
    routes.add(HttpMethod.POST, PATH + "/leave", queue::leave);
  }

  private Reply enter(Call call) throws Refusal {
    User identity = call.identity();
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String kind = fields.text("kind", WORD_LENGTH_MAX);
    String modeName = fields.optionalText("mode", WORD_LENGTH_MAX);
    String ticket = fields.optionalText("ticket", TICKET_LENGTH_MAX);
    Refusal.check(fields);
    Matchmaking matchmaking = kinds.get(kind);
    if (matchmaking == null) {
      throw Refusal.bad("\"kind\" must be one of " + kinds.keySet());
    }
    Mode mode = mode(matchmaking, modeName);
    String pool = Pools.name(kind, mode.name());
    Json party = body.get("party");
    Wish wish;
    if (party == null) {
      wish = new Wish.Enter(pool, person(identity, kind, mode), 1, ticket);
    } else if (party instanceof JsonObject of) {
      wish = ofParty(identity, pool, of, mode, ticket);
    } else {
      throw Refusal.bad("\"party\" must be an object");
    }
    Standing standing = answer(matchmaker.ask(wish));
    int status = standing instanceof Standing.Plays ? 200 : 202;
    return Reply.of(status, told(standing));
  }

  private static Mode mode(Matchmaking matchmaking, @Nullable String name) throws Refusal {
    if (name == null) {
      return matchmaking.modes().getFirst();
    }
    return matchmaking.modes().stream()
        .filter(mode -> mode.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Refusal.bad(
                "\"mode\" must be one of "
                    + matchmaking.modes().stream().map(Mode::name).toList()));
  }

  /** Parties play unrated and meet anybody. */
  private static Wish ofParty(
      User identity, String pool, JsonObject party, Mode mode, @Nullable String ticket)
      throws Refusal {
    Person person = new Person(identity.userId(), identity.name(), 0);
    Fields fields = new Fields(party);
    if (party.has("id")) {
      String id = fields.text("id", WORD_LENGTH_MAX);
      Refusal.check(fields);
      return new Wish.Join(id, person);
    }
    int size = fields.integer("size", 2, mode.seatsMax());
    Refusal.check(fields);
    return new Wish.Enter(pool, person, size, ticket);
  }

  private Person person(User identity, String kind, Mode mode) {
    double rating = mode.isRated() ? ranks.rating(kind, identity.userId()).rating().mu() : 0;
    return new Person(identity.userId(), identity.name(), rating);
  }

  private Reply look(Call call) throws Refusal {
    Standing standing = answer(matchmaker.look(call.identity().userId()));
    if (standing instanceof Standing.Nothing) {
      throw new Refusal(404, "NOT_FOUND", "you have no ticket and no match");
    }
    return Reply.ok(told(standing));
  }

  private Reply cancel(Call call) throws Refusal {
    return switch (answer(matchmaker.cancel(call.identity().userId()))) {
      case MatchQueue.Left.LEFT -> Reply.ok(JsonObject.of("state", Json.of("none")));
      case MatchQueue.Left.TOO_LATE ->
          throw new Refusal(
              409, "CONFLICT", "the match has begun; leave it by POST " + PATH + "/leave");
      case MatchQueue.Left.NOT_THERE -> throw new Refusal(404, "NOT_FOUND", "you have no ticket");
    };
  }

  private Reply leave(Call call) throws Refusal {
    if (!answer(matchmaker.quit(call.identity().userId()))) {
      throw new Refusal(404, "NOT_FOUND", "you play no match");
    }
    return Reply.ok(JsonObject.of("state", Json.of("none")));
  }

  private JsonObject told(Standing standing) throws Refusal {
    if (standing instanceof Standing.Refused(var refusal)) {
      throw switch (refusal) {
        case BUSY -> new Refusal(409, "CONFLICT", "somebody of the party waits or plays elsewhere");
        case NO_PARTY -> new Refusal(404, "NOT_FOUND", "there is no such party, or it is whole");
        case FULL -> new Refusal(503, "UNAVAILABLE", "too many are waiting; try again", 5);
        case UNKNOWN -> unavailable();
      };
    }
    JsonObject view = QueueView.of(standing, matchmaker);
    return standing instanceof Standing.Plays(var roomId)
        ? view.with("url", "/game/" + roomId)
        : view;
  }

  private static Refusal unavailable() {
    return new Refusal(503, "UNAVAILABLE", "the queue does not answer now; try again", 1);
  }

  private static <T> T answer(CompletableFuture<T> asked) throws Refusal {
    try {
      return asked.join();
    } catch (CompletionException e) {
      LOG.warn("the queue does not answer: {}", String.valueOf(e.getCause()));
      throw unavailable();
    }
  }
}
