package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A wish to play, of one person or of a party that is placed as a whole.
 *
 * @param pool only tickets of the same pool are brought together
 * @param sinceMillis when it began to wait; a returning ticket keeps that
 * @param size the number of people; a party gathers while there are fewer
 * @param people in the order of arrival, the leader first
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

  /** Whether all its people are there. */
  public boolean isWhole() {
    return people.size() == size;
  }

  /** Whether it is also this user's. */
  public boolean has(String userId) {
    return people.stream().anyMatch(person -> person.userId().equals(userId));
  }

  double rating() {
    return people.stream().mapToDouble(Person::rating).average().orElse(0);
  }

  Ticket with(Person person, long nowMillis) {
    List<Person> more = new ArrayList<>(people);
    more.add(person);
    // A party waits from the moment when it can be placed.
    return new Ticket(id, pool, more.size() == size ? nowMillis : sinceMillis, size, more);
  }

  /** The form in which it is signed. */
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

  /** Reads what {@link #json} made. */
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
