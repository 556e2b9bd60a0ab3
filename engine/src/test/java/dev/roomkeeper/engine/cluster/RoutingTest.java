package dev.roomkeeper.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Routing.Decision;
import dev.roomkeeper.engine.cluster.Routing.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RoutingTest {
  private static final long NOW = 10_000;
  private static final Peer ME = new Peer("me", "host:1", 5, true);
  private static final Peer ANN = new Peer("ann", "host:2", 50, true);
  private static final Peer BEN = new Peer("ben", "host:3", 1, true);
  private static final Owner ANNS = new Owner("ann", "host:2", 7);
  private static final Owner BENS = new Owner("ben", "host:3", 8);
  private static final Row NOT_READ = new Row.NotRead();
  private static final Roster ALL_LIVE = roster(NOW, 0);

  private static Roster roster(long now, long annSilentMillis) {
    List<Roster.Heard> heard =
        List.of(
            new Roster.Heard(ME, 0),
            new Roster.Heard(ANN, annSilentMillis),
            new Roster.Heard(BEN, 0));
    return Roster.EMPTY.heard(heard, true, 0).heard(heard, true, now);
  }

  private static Row row(@Nullable Owner owner) {
    return row(owner, Kinds.Needed.UNKNOWN);
  }

  private static Row row(@Nullable Owner owner, Kinds.Needed needed) {
    return new Row.Read(owner, owner == null ? 7 : owner.epoch(), needed);
  }

  private static Decision decide(
      Peer self, long served, int hops, @Nullable Owner map, Row row, Roster roster) {
    return Routing.decide(new Routing.Question("room", self, served, hops, map, row, roster, NOW));
  }

  @Test
  void a_room_that_lives_here_is_served_here_unless_the_map_knows_a_later_owner() {
    assertThat(decide(ME, 7, 0, null, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.Serve());
    assertThat(decide(ME, 7, 0, ANNS, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.Serve());
    assertThat(decide(ME, 7, 0, BENS, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.Relay(BENS));
    assertThat(decide(ME, 7, 1, BENS, row(new Owner("me", "host:1", 7)), ALL_LIVE))
        .isEqualTo(new Decision.Serve());
    assertThat(decide(ME, 7, 1, BENS, row(BENS), ALL_LIVE)).isEqualTo(new Decision.Relay(BENS));
  }

  @Test
  void only_the_first_node_believes_the_map() {
    assertThat(decide(ME, 0, 0, ANNS, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.Relay(ANNS));
    assertThat(decide(ME, 0, 1, ANNS, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.ReadRow());
  }

  @Test
  void an_emptied_map_makes_nobody_take_a_live_room_over() {
    assertThat(decide(ME, 0, 0, null, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.ReadRow());
    assertThat(decide(ME, 0, 0, null, row(ANNS), ALL_LIVE)).isEqualTo(new Decision.Relay(ANNS));
  }

  @Test
  void a_dead_owners_room_is_taken_over_after_that_owners_epoch() {
    Roster suspecting = ALL_LIVE.suspecting("ann", true, NOW);
    assertThat(decide(ME, 0, 0, ANNS, NOT_READ, suspecting)).isEqualTo(new Decision.ReadRow());
    assertThat(decide(ME, 0, 0, ANNS, row(ANNS), suspecting.suspecting("ben", true, NOW)))
        .isEqualTo(new Decision.TakeOver(7));
    assertThat(decide(ME, 0, 1, ANNS, row(ANNS), suspecting)).isEqualTo(new Decision.TakeOver(7));
    assertThat(decide(ME, 0, 0, ANNS, row(BENS), suspecting)).isEqualTo(new Decision.Relay(BENS));
  }

  private static Peer running(Peer peer, Map<String, Integer> kinds) {
    return new Peer(
        peer.id(), peer.address(), peer.load(), peer.takesRooms(), false, new Kinds(kinds));
  }

  @Test
  void a_room_goes_to_a_node_that_runs_its_kind_at_its_version() {
    Peer me = running(ME, Map.of("space", 1));
    Peer ann = running(ANN, Map.of("space", 2, "poll", 1));
    Roster roster = Roster.EMPTY.heard(heard(me, ann, BEN), true, NOW);
    Roster without = Roster.EMPTY.heard(heard(me, ann), true, NOW);
    for (int hops = 0; hops < 2; hops++) {
      assertThat(decide(me, 0, hops, null, needing("poll", 1), without))
          .isEqualTo(new Decision.Place(ann));
      assertThat(decide(me, 0, hops, null, needing("space", 2), without))
          .as("its state is of a later version than this node's")
          .isEqualTo(new Decision.Place(ann));
      assertThat(decide(me, 0, hops, null, needing("poll", 2), roster))
          .as("a node that does not say what it runs is believed to run it")
          .isEqualTo(new Decision.Place(BEN));
    }
    assertThat(decide(me, 0, 1, null, needing("space", 1), without))
        .isEqualTo(new Decision.TakeOver(7));
    // Whoever is the home of a room that nobody can run says so.
    Peer home = Objects.requireNonNull(without.home("room", needed("chess", 0), me, NOW));
    Peer other = home.equals(me) ? ann : me;
    assertThat(decide(home, 0, 1, null, needing("chess", 0), without))
        .isEqualTo(new Decision.TakeOver(7));
    assertThat(decide(other, 0, 0, null, needing("chess", 0), roster(home, other)))
        .isEqualTo(new Decision.Place(home));
  }

  private static Roster roster(Peer... peers) {
    return Roster.EMPTY.heard(heard(peers), true, NOW);
  }

  private static Kinds.Needed needed(String kind, int version) {
    return new Kinds.Needed(kind, version);
  }

  private static Row needing(String kind, int version) {
    return row(null, needed(kind, version));
  }

  @Test
  void a_router_is_told_a_dead_nodes_successor_without_the_row_but_never_on_no_map() {
    Roster suspecting = ALL_LIVE.suspecting("ann", true, NOW);
    Peer home = Objects.requireNonNull(suspecting.home("room", Kinds.Needed.UNKNOWN, ME, NOW));
    assertThat(lead(ANNS, NOT_READ, suspecting)).isEqualTo(new Decision.Place(home));
    assertThat(lead(ANNS, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.Relay(ANNS));
    assertThat(lead(null, NOT_READ, suspecting)).isEqualTo(new Decision.ReadRow());
    assertThat(lead(null, row(BENS), suspecting)).isEqualTo(new Decision.Relay(BENS));
    // Who is sent to the home decides by the row.
    assertThat(decide(home, 0, 1, null, NOT_READ, suspecting)).isEqualTo(new Decision.ReadRow());
    assertThat(decide(ME, 0, 1, null, row(BENS), suspecting)).isEqualTo(new Decision.Relay(BENS));
  }

  @Test
  void a_router_is_told_without_the_row_what_the_map_says_or_a_node_that_may_be_able_to_read_it() {
    Row unread = new Row.Unreachable();
    assertThat(lead(ANNS, unread, ALL_LIVE)).isEqualTo(new Decision.Relay(ANNS));
    Roster told = ALL_LIVE.heard(heard(ME, ANN, new Peer("ben", "host:3", 9, true)), true, NOW);
    Set<String> named = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      var asked = new Routing.Question("room" + i, ME, 0, 0, null, unread, told, NOW);
      named.add(((Decision.Place) Routing.lead(asked)).at().id());
    }
    assertThat(named).as("not one node for all of them").containsExactly("ann", "ben");
    assertThat(lead(null, unread, Roster.EMPTY)).isEqualTo(new Decision.Unavailable());
  }

  private static Decision lead(@Nullable Owner map, Routing.Row row, Roster roster) {
    return Routing.lead(new Routing.Question("room", ME, 0, 0, map, row, roster, NOW));
  }

  @Test
  void an_owner_that_is_cut_off_from_the_database_loses_its_rooms_though_it_lives() {
    Peer cutOff = new Peer("ben", "host:3", 1, false, true, Kinds.UNSAID);
    Roster told = ALL_LIVE.heard(List.of(new Roster.Heard(cutOff, 0)), true, NOW);
    assertThat(decide(ME, 0, 0, BENS, NOT_READ, told)).isEqualTo(new Decision.ReadRow());
    assertThat(decide(ME, 0, 1, BENS, row(BENS), told)).isEqualTo(new Decision.TakeOver(8));
    assertThat(told.takers("me", NOW)).containsExactly(ANN);
    assertThat(told.known("me")).as("who vouches").containsExactly(ANN, cutOff);
    Roster mended = told.heard(List.of(new Roster.Heard(BEN, 0)), true, NOW + 300);
    assertThat(decide(ME, 0, 0, BENS, NOT_READ, mended)).isEqualTo(new Decision.Relay(BENS));
    // It leads who comes to it to those who do reach the database.
    assertThat(decide(cutOff, 0, 0, BENS, new Row.Unreachable(), ALL_LIVE))
        .isEqualTo(new Decision.Place(ME));
  }

  @Test
  void a_node_is_cut_off_if_others_reached_the_database_alone_for_three_seconds() {
    Reach alone = Reach.FINE.unanswered(true, NOW).unanswered(true, NOW + 2_999);
    assertThat(alone.isCutOff()).isFalse();
    assertThat(alone.unanswered(true, NOW + 3_000).isCutOff()).isTrue();
    Reach outage = alone.unanswered(false, NOW + 3_000);
    assertThat(outage).isEqualTo(Reach.FINE);
    assertThat(outage.unanswered(true, NOW + 4_000).isCutOff()).isFalse();
    Reach cutOff = alone.unanswered(true, NOW + 3_000);
    assertThat(cutOff.unanswered(false, NOW + 9_000).isCutOff()).as("only it can tell").isTrue();
  }

  @Test
  void nobodys_room_opens_where_there_is_less_to_do() {
    Peer busy = new Peer("me", "host:1", 5_000, true);
    assertThat(decide(busy, 0, 0, null, row(null), ALL_LIVE))
        .isIn(new Decision.Place(ANN), new Decision.Place(BEN));
    assertThat(decide(busy, 0, 1, null, row(null), ALL_LIVE)).isEqualTo(new Decision.TakeOver(7));
    Peer draining = new Peer("me", "host:1", 0, false);
    assertThat(decide(draining, 0, 1, null, row(null), ALL_LIVE))
        .isIn(new Decision.Place(ANN), new Decision.Place(BEN));
  }

  @Test
  void nodes_asked_at_the_same_time_name_the_same_home_and_rooms_are_spread_by_load() {
    Peer less = new Peer("me", "host:1", 200, true);
    Peer more = new Peer("ben", "host:3", 500, true);
    Peer idle = new Peer("ann", "host:2", 0, true);
    Roster roster = ALL_LIVE.heard(heard(less, more, idle), true, NOW);
    Roster later =
        ALL_LIVE.heard(heard(less, new Peer("ben", "host:3", 540, true), idle), true, NOW);
    Map<String, Integer> rooms = new TreeMap<>();
    int moved = 0;
    for (int i = 0; i < 10_000; i++) {
      Peer home = Objects.requireNonNull(roster.home("room" + i, Kinds.Needed.UNKNOWN, less, NOW));
      assertThat(roster.home("room" + i, Kinds.Needed.UNKNOWN, more, NOW)).isEqualTo(home);
      rooms.merge(home.id(), 1, Integer::sum);
      Peer then = Objects.requireNonNull(later.home("room" + i, Kinds.Needed.UNKNOWN, less, NOW));
      moved += then.id().equals(home.id()) ? 0 : 1;
    }
    // As 1/100², 1/300² and 1/600².
    assertThat(rooms.get("ann")).isBetween(8_600, 8_950);
    assertThat(rooms.get("me")).isBetween(870, 1_080);
    assertThat(rooms.get("ben")).isBetween(200, 300);
    assertThat(moved).as("by news of a little more load").isBetween(1, 100);
  }

  private static List<Roster.Heard> heard(Peer... peers) {
    return Arrays.stream(peers).map(peer -> new Roster.Heard(peer, 0)).toList();
  }

  @Test
  void a_socket_that_was_sent_on_twice_goes_no_farther() {
    assertThat(decide(ME, 0, 2, null, row(ANNS), ALL_LIVE)).isEqualTo(new Decision.Unavailable());
    Peer draining = new Peer("me", "host:1", 0, false);
    assertThat(decide(draining, 0, 2, null, row(null), ALL_LIVE))
        .isEqualTo(new Decision.Unavailable());
    assertThat(decide(ME, 0, 2, null, row(null), ALL_LIVE)).isEqualTo(new Decision.TakeOver(7));
  }

  @Test
  void a_room_that_was_this_nodes_and_is_not_here_is_taken_over_anew() {
    Owner mine = new Owner("me", "host:1", 7);
    assertThat(decide(ME, 0, 0, mine, NOT_READ, ALL_LIVE)).isEqualTo(new Decision.ReadRow());
    assertThat(decide(ME, 0, 1, mine, row(mine), ALL_LIVE)).isEqualTo(new Decision.TakeOver(7));
  }

  @Test
  void without_the_database_the_map_is_followed_and_else_another_node_tries() {
    Row none = new Row.Unreachable();
    assertThat(decide(ME, 0, 0, ANNS, none, ALL_LIVE)).isEqualTo(new Decision.Relay(ANNS));
    assertThat(decide(ME, 0, 0, null, none, ALL_LIVE)).isEqualTo(new Decision.Place(BEN));
    assertThat(decide(ME, 0, 1, null, none, ALL_LIVE)).isEqualTo(new Decision.Unavailable());
    assertThat(decide(ME, 0, 0, null, none, Roster.EMPTY)).isEqualTo(new Decision.Unavailable());
    assertThat(decide(ME, 9, 1, null, none, ALL_LIVE)).isEqualTo(new Decision.Serve());
  }

  @Test
  void silence_counts_only_where_the_directory_speaks() {
    Roster steady = roster(NOW, 1_500);
    assertThat(steady.isDead("ann", NOW)).isTrue();
    assertThat(steady.isDead("ben", NOW)).isFalse();
    assertThat(steady.deaf().isDead("ann", NOW)).isFalse();
    // Nothing came since: that the directory is silent says nothing about Ben.
    assertThat(steady.isDead("ben", NOW + 60_000)).isFalse();
    Roster emptied = steady.heard(List.of(new Roster.Heard(ME, 0)), false, NOW + 300);
    assertThat(emptied.isDead("ben", NOW + 300)).isFalse();
  }

  @Test
  void who_is_only_silent_keeps_its_rooms_while_it_is_heard_of() {
    assertThat(ALL_LIVE.suspecting("ben", false, NOW + 700).isDead("ben", NOW + 700)).isFalse();
    assertThat(ALL_LIVE.suspecting("ben", false, NOW + 701).isDead("ben", NOW + 701)).isTrue();
  }

  @Test
  void who_does_not_answer_is_suspected_until_it_is_heard_of_again() {
    Roster suspecting = ALL_LIVE.suspecting("ben", true, NOW);
    assertThat(suspecting.living("me", NOW)).containsExactly(ANN);
    assertThat(suspecting.known("me")).containsExactly(ANN, BEN);
    Roster again = suspecting.heard(List.of(new Roster.Heard(BEN, 0)), true, NOW + 300);
    assertThat(again.living("me", NOW + 300)).contains(BEN);
  }
}
