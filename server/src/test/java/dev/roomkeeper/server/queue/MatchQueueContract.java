package dev.roomkeeper.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.queue.MatchQueue.Entered;
import dev.roomkeeper.server.queue.MatchQueue.Left;
import dev.roomkeeper.server.queue.MatchQueue.Pool;
import dev.roomkeeper.server.queue.MatchQueue.Seated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue keeps to; {@code a} and {@code b} are two nodes' views of one. */
public abstract class MatchQueueContract {
  public static final String POOL = "game:solo";
  public static final String OTHER = "game:other";
  public static final QueueRules RULES =
      new QueueRules(3, 5, 10_000, 600_000, 30_000, 30_000, 1_000);
  public static final Pools POOLS = new Pools(Map.of(POOL, RULES, OTHER, RULES));

  private static final long T = 1_764_000_000_000L;

  private MatchQueue a = new LocalQueue(POOLS);
  private MatchQueue b = a;

  /** A node's view of the queue of this test. */
  protected abstract MatchQueue open() throws Exception;

  /** All that is in the queue vanishes. */
  protected abstract void empty();

  @BeforeEach
  void openTwo() throws Exception {
    empty();
    a = open();
    b = open();
  }

  @AfterEach
  void closeBoth() {
    a.close();
    b.close();
  }

  private static Person person(String id) {
    return new Person(id, "The \"" + id + "\" é", 25.5);
  }

  private static Ticket single(String user) {
    return new Ticket("t-" + user, POOL, T, 1, List.of(person(user)));
  }

  private static Ticket party(String id, int size, String... users) {
    return new Ticket(id, POOL, T, size, List.of(users).stream().map(MatchQueueContract::person).toList());
  }

  private Entered enter(String user) {
    return a.enter(single(user), user, T).join();
  }

  private void enterAndSit(String room, String... users) {
    for (String user : users) {
      assertThat(enter(user)).isInstanceOf(Entered.Waits.class);
      assertThat(b.seat("t-" + user, room, true, T).join()).isEqualTo(Seated.SEATED);
    }
  }

  private Pool pool() {
    return b.read(POOL).join();
  }

  private WaitingRoom room() {
    return pool().rooms().getFirst();
  }

  private static List<String> ids(List<Waiting> tickets) {
    return tickets.stream().map(waiting -> waiting.ticket().id()).toList();
  }

  private List<String> seated(String room) {
    return pool().rooms().stream()
        .filter(each -> each.id().equals(room))
        .flatMap(each -> each.people().stream())
        .map(Person::userId)
        .toList();
  }

  private void alive(String... users) {
    for (String user : users) {
      a.seen(user, T + 100_000).join();
    }
  }

  @Test
  void who_enters_waits_and_every_node_sees_it() {
    Entered.Waits entered = (Entered.Waits) enter("ann");
    assertThat(entered.place().room()).isNull();
    assertThat(pool().waiting()).containsExactly(entered.place().waiting());
    assertThat(entered.place().waiting().ticket()).isEqualTo(single("ann"));
    assertThat(entered.place().waiting().seen()).containsEntry("ann", T);
    assertThat(b.read(OTHER).join().waiting()).isEmpty();
  }

  @Test
  void who_enters_twice_keeps_the_first_ticket() {
    enter("ann");
    Ticket second = new Ticket("another", POOL, T + 5, 1, List.of(person("ann")));
    Entered.Waits again = (Entered.Waits) b.enter(second, "ann", T + 5).join();
    assertThat(again.place().waiting().ticket().id()).isEqualTo("t-ann");
    assertThat(again.place().waiting().seen()).containsEntry("ann", T + 5);
    assertThat(pool().waiting()).hasSize(1);
  }

  @Test
  void those_who_wait_longest_come_first() {
    a.enter(new Ticket("late", POOL, T + 9, 1, List.of(person("ann"))), "ann", T + 9).join();
    a.enter(new Ticket("early", POOL, T - 9, 1, List.of(person("bob"))), "bob", T + 9).join();
    assertThat(ids(pool().waiting())).containsExactly("early", "late");
  }

  @Test
  void a_full_pool_takes_no_more_and_the_other_pool_does() {
    for (int i = 0; i < 1_000; i++) {
      enter("user" + i);
    }
    assertThat(enter("ann")).isInstanceOf(Entered.Full.class);
    Ticket elsewhere = new Ticket("x", OTHER, T, 1, List.of(person("ann")));
    assertThat(a.enter(elsewhere, "ann", T).join()).isInstanceOf(Entered.Waits.class);
  }

  @Test
  void a_seat_is_taken_in_one_step_and_shown() {
    enterAndSit("r1", "ann", "bob");
    assertThat(pool().waiting()).isEmpty();
    assertThat(seated("r1")).containsExactly("ann", "bob");
    assertThat(room().createdAtMillis()).isEqualTo(T);
    assertThat(room().beginsAtMillis()).isNull();
    MatchQueue.Place place = a.seen("bob", T + 7).join().orElseThrow();
    assertThat(place.waiting().roomId()).isEqualTo("r1");
    assertThat(place.room()).isEqualTo(room());
  }

  @Test
  void nobody_is_seated_twice() {
    enterAndSit("r1", "ann");
    assertThat(a.seat("t-ann", "r2", true, T).join()).isEqualTo(Seated.NOT_WAITING);
    assertThat(pool().rooms()).hasSize(1);
  }

  @Test
  void a_room_never_has_more_than_its_seats() {
    enterAndSit("r1", "ann", "bob", "cid", "dan");
    a.enter(party("p", 2, "eve", "fay"), "eve", T).join();
    assertThat(a.seat("p", "r1", true, T).join()).isEqualTo(Seated.FULL);
    enterAndSit("r1", "gus");
    enter("hal");
    assertThat(a.seat("t-hal", "r1", false, T).join()).isEqualTo(Seated.FULL);
    assertThat(room().taken()).isEqualTo(5);
  }

  @Test
  void whatever_races_for_the_last_seat_one_gets_it() {
    enterAndSit("r1", "ann", "bob", "cid", "dan");
    List<CompletableFuture<Seated>> races = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      enter("user" + i);
    }
    for (int i = 0; i < 40; i++) {
      races.add((i % 2 == 0 ? a : b).seat("t-user" + i, "r1", true, T));
    }
    assertThat(races.stream().map(CompletableFuture::join))
        .containsOnlyOnce(Seated.SEATED)
        .contains(Seated.FULL);
    assertThat(room().taken()).isEqualTo(5);
  }

  @Test
  void a_room_that_is_gone_is_not_opened_by_who_wants_one_that_is_there() {
    enter("ann");
    assertThat(a.seat("t-ann", "gone", false, T).join()).isEqualTo(Seated.NO_ROOM);
    assertThat(a.seat("t-nobody", "gone", true, T).join()).isEqualTo(Seated.NOT_WAITING);
    assertThat(pool().rooms()).isEmpty();
  }

  @Test
  void pools_do_not_mix() {
    enterAndSit("r1", "ann");
    a.enter(new Ticket("x", OTHER, T, 1, List.of(person("bob"))), "bob", T).join();
    assertThat(a.seat("x", "r1", true, T).join()).isEqualTo(Seated.NO_ROOM);
  }

  @Test
  void the_countdown_begins_with_the_third_and_never_anew() {
    enterAndSit("r1", "ann", "bob", "cid");
    assertThat(room().beginsAtMillis()).isEqualTo(T + 10_000);
    assertThat(a.leave("cid", T + 1_000).join()).isEqualTo(Left.LEFT);
    enter("dan");
    a.seat("t-dan", "r1", false, T + 5_000).join();
    assertThat(room().beginsAtMillis()).isEqualTo(T + 10_000);
  }

  @Test
  void three_begin_when_the_countdown_is_over_and_not_before() {
    enterAndSit("r1", "ann", "bob", "cid");
    assertThat(a.decide("r1", T + 9_999).join()).isEmpty();
    WaitingRoom begun = a.decide("r1", T + 10_000).join().orElseThrow();
    assertThat(begun.startedAtMillis()).isEqualTo(T + 10_000);
    assertThat(begun.people()).hasSize(3);
    assertThat(b.decide("r1", T + 11_000).join()).contains(begun);
  }

  @Test
  void two_do_not_begin_and_a_third_who_comes_too_late_begins_it_at_once() {
    enterAndSit("r1", "ann", "bob", "cid");
    a.leave("cid", T).join();
    assertThat(a.decide("r1", T + 10_000).join()).isEmpty();
    enterAndSit("r1", "dan");
    assertThat(a.decide("r1", T + 10_001).join()).isPresent();
  }

  @Test
  void five_begin_at_once() {
    enterAndSit("r1", "ann", "bob", "cid", "dan");
    assertThat(a.decide("r1", T).join()).isEmpty();
    enterAndSit("r1", "eve");
    assertThat(a.decide("r1", T).join()).isPresent();
  }

  @Test
  void a_room_whose_time_is_up_is_dissolved_and_its_people_wait_on_with_their_time() {
    enterAndSit("r1", "ann", "bob");
    a.seen("ann", T + 599_000).join();
    a.seen("bob", T + 599_000).join();
    assertThat(b.decide("r1", T + 599_999).join()).isEmpty();
    assertThat(pool().rooms()).hasSize(1);
    assertThat(b.decide("r1", T + 600_000).join()).isEmpty();
    assertThat(pool().rooms()).isEmpty();
    assertThat(pool().waiting()).hasSize(2).allMatch(each -> each.ticket().sinceMillis() == T);
    assertThat(pool().waiting()).allMatch(each -> each.roomId() == null);
  }

  @Test
  void who_is_gone_for_too_long_frees_the_seat_and_the_others_keep_theirs() {
    enterAndSit("r1", "ann", "bob", "cid", "dan");
    alive("ann", "bob", "cid");
    WaitingRoom begun = b.decide("r1", T + 100_000).join().orElseThrow();
    assertThat(begun.people()).extracting(Person::userId).containsExactly("ann", "bob", "cid");
    assertThat(a.seen("dan", T + 100_000).join()).isEmpty();
  }

  @Test
  void a_ticket_outlives_its_people_by_half_a_minute_and_no_longer() {
    enter("ann");
    a.drop("t-ann", T + 30_000).join();
    assertThat(pool().waiting()).hasSize(1);
    a.drop("t-ann", T + 30_001).join();
    assertThat(pool().waiting()).isEmpty();
    assertThat(enter("ann")).as("it was not given back").isInstanceOf(Entered.Waits.class);
  }

  @Test
  void a_party_one_of_whose_people_is_gone_does_not_come_back_as_it_was() {
    Ticket party = party("p", 2, "ann", "bob");
    a.enter(party, "ann", T).join();
    a.seen("ann", T + 30_000).join();
    a.drop("p", T + 30_001).join();
    assertThat(b.enter(party, "ann", T + 30_002).join()).isInstanceOf(Entered.Spent.class);
    Ticket second = party("q", 2, "cid", "dan");
    a.enter(second, "cid", T).join();
    a.seat("q", "r1", true, T).join();
    b.decide("r1", T + 30_001).join();
    assertThat(pool().rooms()).isEmpty();
    assertThat(b.enter(second, "cid", T + 30_002).join()).isInstanceOf(Entered.Spent.class);
  }

  @Test
  void a_ticket_that_was_given_back_counts_no_more() {
    enter("ann");
    assertThat(b.leave("ann", T).join()).isEqualTo(Left.LEFT);
    assertThat(b.leave("ann", T).join()).isEqualTo(Left.NOT_THERE);
    assertThat(enter("ann")).isInstanceOf(Entered.Spent.class);
    assertThat(pool().waiting()).isEmpty();
  }

  @Test
  void nobody_leaves_once_it_is_decided_that_the_match_begins() {
    enterAndSit("r1", "ann", "bob", "cid");
    a.decide("r1", T + 10_000).join();
    assertThat(b.leave("ann", T + 10_000).join()).isEqualTo(Left.TOO_LATE);
    b.drop("t-ann", T + 900_000).join();
    b.decide("r1", T + 900_000).join();
    assertThat(seated("r1")).hasSize(3);
    enter("dan");
    assertThat(a.seat("t-dan", "r1", false, T).join()).isEqualTo(Seated.NO_ROOM);
    a.begun("r1", T + 10_001).join();
    assertThat(b.leave("ann", T + 10_002).join()).isEqualTo(Left.TOO_LATE);
  }

  @Test
  void who_plays_is_led_back_until_that_is_forgotten() {
    enterAndSit("r1", "ann", "bob", "cid");
    a.begun("r1", T).join();
    assertThat(pool().rooms()).as("it has not begun").hasSize(1);
    a.decide("r1", T + 10_000).join();
    a.begun("r1", T + 10_000).join();
    assertThat(pool().rooms()).isEmpty();
    Ticket next = new Ticket("next", POOL, T, 1, List.of(person("ann")));
    assertThat(b.enter(next, "ann", T).join()).isEqualTo(new Entered.Playing("r1"));
    assertThat(b.enter(party("p", 2, "zoe", "bob"), "zoe", T).join())
        .isEqualTo(new Entered.Busy("bob"));
    a.forget("ann", "another").join();
    assertThat(b.enter(next, "ann", T).join()).isEqualTo(new Entered.Playing("r1"));
    a.forget("ann", "r1").join();
    assertThat(b.enter(next, "ann", T).join()).isInstanceOf(Entered.Waits.class);
    assertThat(enter("cid")).isEqualTo(new Entered.Playing("r1"));
    a.forget("cid", "r1").join();
    assertThat(enter("cid")).as("its ticket was used").isInstanceOf(Entered.Spent.class);
  }

  @Test
  void where_a_match_can_not_begin_some_go_and_the_others_wait_on() {
    enterAndSit("r1", "ann", "bob", "cid");
    a.back("r1", Set.of("t-ann"), T).join();
    assertThat(seated("r1")).as("it has not begun").hasSize(3);
    a.decide("r1", T + 10_000).join();
    a.back("r1", Set.of("t-ann"), T + 10_000).join();
    assertThat(pool().rooms()).isEmpty();
    assertThat(ids(pool().waiting())).containsExactly("t-bob", "t-cid");
    assertThat(enter("ann")).isInstanceOf(Entered.Spent.class);
  }

  @Test
  void a_party_gathers_and_is_seated_whole_or_not_at_all() {
    a.enter(party("p", 3, "ann"), "ann", T).join();
    assertThat(ids(pool().gathering())).containsExactly("p");
    assertThat(pool().waiting()).isEmpty();
    assertThat(a.seat("p", "r1", true, T).join()).isEqualTo(Seated.NOT_WAITING);
    b.join("p", person("bob"), T + 1).join();
    Entered.Waits last = (Entered.Waits) b.join("p", person("cid"), T + 2).join();
    assertThat(last.place().waiting().ticket().sinceMillis())
        .as("it waits from the moment that it is whole")
        .isEqualTo(T + 2);
    assertThat(ids(pool().waiting())).containsExactly("p");
    assertThat(b.join("p", person("dan"), T + 3).join()).isInstanceOf(Entered.NoParty.class);
    assertThat(a.seat("p", "r1", true, T + 3).join()).isEqualTo(Seated.SEATED);
    assertThat(seated("r1")).containsExactly("ann", "bob", "cid");
    assertThat(room().beginsAtMillis()).isEqualTo(T + 10_003);
  }

  @Test
  void a_party_leaves_as_a_whole_and_nobody_is_in_two() {
    a.enter(party("p", 3, "ann"), "ann", T).join();
    a.join("p", person("bob"), T).join();
    enter("zoe");
    assertThat(a.join("p", person("zoe"), T).join())
        .isInstanceOfSatisfying(
            Entered.Waits.class,
            waits -> assertThat(waits.place().waiting().ticket().id()).isEqualTo("t-zoe"));
    assertThat(a.enter(party("q", 2, "cid", "bob"), "cid", T).join())
        .isEqualTo(new Entered.Busy("bob"));
    assertThat(b.leave("bob", T).join()).isEqualTo(Left.LEFT);
    assertThat(pool().gathering()).isEmpty();
    assertThat(enter("ann")).isInstanceOf(Entered.Waits.class);
    assertThat(a.join("none", person("bob"), T).join()).isInstanceOf(Entered.NoParty.class);
  }

  @Test
  void a_seated_ticket_moves_to_another_room_before_the_countdown() {
    enterAndSit("r1", "ann", "bob");
    enterAndSit("r2", "cid");
    assertThat(a.move("t-cid", "r1", "r1", T).join()).isEqualTo(Seated.NOT_WAITING);
    assertThat(a.move("t-cid", "r2", "none", T).join()).isEqualTo(Seated.NO_ROOM);
    assertThat(a.move("t-cid", "r2", "r2", T).join()).isEqualTo(Seated.NO_ROOM);
    assertThat(a.move("t-cid", "r2", "r1", T).join()).isEqualTo(Seated.SEATED);
    assertThat(seated("r1")).containsExactly("ann", "bob", "cid");
    assertThat(pool().rooms()).as("who leaves last closes the room").hasSize(1);
    enterAndSit("r3", "dan");
    assertThat(a.move("t-ann", "r1", "r3", T).join())
        .as("the countdown runs")
        .isEqualTo(Seated.NOT_WAITING);
  }

  @Test
  void a_ticket_does_not_move_where_it_does_not_fit() {
    enterAndSit("r1", "ann", "bob", "cid", "dan");
    a.enter(party("p", 2, "eve", "fay"), "eve", T).join();
    a.seat("p", "r2", true, T).join();
    assertThat(a.move("p", "r2", "r1", T).join()).isEqualTo(Seated.FULL);
    a.decide("r1", T + 10_000).join();
    assertThat(a.move("p", "r2", "r1", T).join()).isEqualTo(Seated.NO_ROOM);
    assertThat(seated("r2")).containsExactly("eve", "fay");
  }

  @Test
  void every_node_hears_of_a_change() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    b.onChange(heard::complete);
    enter("ann");
    assertThat(heard.get(20, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(POOL);
  }

  @Test
  void hundreds_come_and_go_and_nothing_stays_behind() {
    for (int from = 0; from < 300; from += 50) { // Not more at once than a busy machine can do.
      List<CompletableFuture<?>> all = new ArrayList<>();
      IntStream.range(from, from + 50).forEach(i -> all.add(a.enter(single("u" + i), "u" + i, T)));
      all.forEach(CompletableFuture::join);
      all.clear();
      IntStream.range(from, from + 50)
          .forEach(i -> all.add(b.seat("t-u" + i, "r" + i / 5, true, T)));
      all.forEach(CompletableFuture::join);
    }
    assertThat(pool().rooms()).hasSize(60).allMatch(room -> room.taken() == 5);
    IntStream.range(0, 300)
        .forEach(i -> assertThat(a.leave("u" + i, T).join()).isEqualTo(Left.LEFT));
    assertThat(pool()).isEqualTo(new Pool(List.of(), List.of(), List.of()));
  }
}
