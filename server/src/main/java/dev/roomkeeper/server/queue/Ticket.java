package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A wish to play: of one, or of a party that is placed whole or not at all.
 *
 * @param pool whom it can meet: tickets of one pool alone are brought together
 * @param sinceMillis since when it waits; a ticket that returns keeps that
 * @param size how many it is for; while fewer are there, a party gathers
 * @param people in the order in which they came, the leader first
 */
public record Ticket(String id, String pool, long sinceMillis, int size, List<Person> people) {
  public Ticket {
    people = List.copyOf(people);
    if (people.isEmpty() || people.size() > size) {
      throw new IllegalArgumentException(
          "a ticket has at least one person and at most its size: " + size);
    }
    if (people.stream().map(Person::userId).distinct().count() < people.size()) {
      throw new IllegalArgumentException("nobody is twice in a ticket");
    }
  }

  /** Whether everybody whom it is for is there. */
  public boolean isWhole() {
    return people.size() == size;
  }

  /** Whether it is this user's too. */
  public boolean has(String userId) {
    return people.stream().anyMatch(person -> person.userId().equals(userId));
  }

  double rating() {
    return people.stream().mapToDouble(Person::rating).average().orElse(0);
  }

  Ticket with(Person person, long nowMillis) {
    List<Person> more = new ArrayList<>(people);
    more.add(person);
    // A party waits from the moment that it can be placed.
    return new Ticket(id, pool, more.size() == size ? nowMillis : sinceMillis, size, more);
  }

  /** As it is signed. */
  public JsonObject json() {
    List<Json> each = new ArrayList<>();
    people.forEach(person -> each.add(person.json()));
    return JsonObject.EMPTY
        .with("id", id)
        .with("pool", pool)
        .with("since", sinceMillis)
        .with("size", (long) size)
        .with("people", new Json.Arr(each));
  }

  /** What {@link #json} made. */
  public static Ticket of(JsonObject json) {
    List<Person> people = new ArrayList<>();
    if (json.get("people") instanceof Json.Arr(var each)) {
      each.forEach(person -> people.add(Person.of((JsonObject) person)));
    }
    return new Ticket(
        String.valueOf(json.text("id")),
        String.valueOf(json.text("pool")),
        (long) json.number("since", 0),
        (int) json.number("size", 1),
        people);
  }
}
