package dev.roomkeeper.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The next moves in one pool. */
class SeatingTest {
  private static final QueueRules RULES =
      new QueueRules(3, 5, 10_000, 600_000, 30_000, 30_000, 1_000);
  private static final long NOW = 1_764_000_000_000L;

  private static Waiting seated(String room, String user, long seenMillis) {
    Ticket ticket = new Ticket("t-" + user, "p", NOW, 1, List.of(new Person(user, user, 25)));
    return new Waiting(ticket, Map.of(user, seenMillis), room);
  }

  private static WaitingRoom room(String id, long ageMillis, Waiting... tickets) {
    return new WaitingRoom(id, "p", NOW - ageMillis, null, null, Arrays.asList(tickets));
  }

  private static List<Seating.Move> next(WaitingRoom... rooms) {
    MatchQueue.Pool pool = new MatchQueue.Pool(List.of(), List.of(), List.of(rooms));
    return Seating.next(pool, RULES, NOW, () -> "new");
  }

  @Test
  void people_in_rooms_of_their_own_are_brought_into_the_oldest() {
    assertThat(
            next(
                room("young", 1_000, seated("young", "ann", NOW)),
                room("old", 9_000, seated("old", "bob", NOW))))
        .containsExactly(new Seating.Move.Shift("t-ann", "young", "old"));
  }

  @Test
  void nobody_leaves_a_room_that_counts_down() {
    WaitingRoom counting =
        new WaitingRoom(
            "young", "p", NOW - 1_000, NOW + 5_000, null, List.of(seated("young", "ann", NOW)));
    assertThat(next(counting, room("old", 9_000, seated("old", "bob", NOW))))
        .doesNotContain(new Seating.Move.Shift("t-ann", "young", "old"));
  }

  @Test
  void a_room_is_looked_at_once_one_of_its_people_is_gone() {
    long before = NOW - RULES.unseenMillis();
    Waiting here = seated("r", "ann", NOW);
    assertThat(next(room("r", 60_000, here, seated("r", "bob", before)))).isEmpty();
    assertThat(next(room("r", 60_000, here, seated("r", "bob", before - 1))))
        .containsExactly(new Seating.Move.Decide("r"));
  }
}
