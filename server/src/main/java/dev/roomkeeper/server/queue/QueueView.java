package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.server.queue.Matchmaker.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Somebody's state in the queue as JSON, for HTTP and for the lobby's socket. */
public final class QueueView {
  private static final JsonObject NOTHING = JsonObject.of("state", Json.of("none"));

  private QueueView() {}

  /** The JSON. Somebody who was refused is nowhere. */
  public static JsonObject of(Standing standing, Matchmaker matchmaker) {
    return switch (standing) {
      case Standing.Waits(var place) -> waits(place, matchmaker);
      case Standing.Plays(var roomId) ->
          JsonObject.of("state", Json.of("playing")).with("roomId", roomId);
      case Standing.Nothing() -> NOTHING;
      case Standing.Refused _ -> NOTHING;
    };
  }

  private static JsonObject waits(MatchQueue.Place place, Matchmaker matchmaker) {
    Ticket ticket = place.waiting().ticket();
    JsonObject view =
        JsonObject.of("state", Json.of(state(place)))
            .with("ticketId", ticket.id())
            .with("ticket", matchmaker.sealed(ticket))
            .with("kind", Pools.kind(ticket.pool()))
            .with("mode", Pools.mode(ticket.pool()))
            .with("since", ticket.sinceMillis());
    OptionalLong estimate = matchmaker.estimateMillis(ticket.pool());
    if (estimate.isPresent()) {
      view = view.with("estimateMillis", estimate.getAsLong());
    }
    if (ticket.size() > 1) {
      view =
          view.with(
              "party",
              JsonObject.EMPTY
                  .with("size", (long) ticket.size())
                  .with("people", people(ticket.people())));
    }
    WaitingRoom room = place.room();
    return room == null
        ? view
        : view.with("roomId", room.id())
            .with("room", room(room, matchmaker.pools().of(room.pool())));
  }

  private static String state(MatchQueue.Place place) {
    if (place.room() != null) {
      return "placed";
    }
    return place.waiting().ticket().isWhole() ? "waiting" : "gathering";
  }

  private static JsonObject room(WaitingRoom room, QueueRules rules) {
    JsonObject view =
        JsonObject.EMPTY
            .with("seatsMin", (long) rules.seatsMin())
            .with("seatsMax", (long) rules.seatsMax())
            .with("people", people(room.people()))
            .with("closesAt", room.createdAtMillis() + rules.roomMillis());
    Long begins = room.beginsAtMillis();
    return begins == null ? view : view.with("beginsAt", begins.longValue());
  }

  /** By number, in the order of arrival, so that a patch of one leaves the others out. */
  private static JsonObject people(List<Person> people) {
    List<Person> inOrder = new ArrayList<>(people);
    JsonObject all = JsonObject.EMPTY;
    for (int i = 0; i < inOrder.size(); i++) {
      Person person = inOrder.get(i);
      all =
          all.with(
              Integer.toString(i),
              JsonObject.EMPTY.with("userId", person.userId()).with("name", person.name()));
    }
    return all;
  }
}
