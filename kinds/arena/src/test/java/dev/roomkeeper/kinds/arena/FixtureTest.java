package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.MatchReport;
import dev.roomkeeper.engine.kind.Matchmaking.Player;
import dev.roomkeeper.engine.kind.Matchmaking.Roster;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import dev.roomkeeper.testing.TestClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A match that the queue made: who is waited for, and what the server is told. */
final class FixtureTest {
  private static final int SECONDS = 50;

  /** The match of these people, with the options that the queue would give its room. */
  private static Bout match(String... ids) {
    return match(SECONDS, ids);
  }

  private static Bout match(int seconds, String... ids) {
    List<Player> players = Stream.of(ids).map(id -> new Player(id, "Name of " + id)).toList();
    Roster roster = new Roster("solo", true, players);
    JsonObject options = new Arena(() -> seconds).matchmaking().options().apply(roster);
    return new Bout(options.toString().replace('"', '\''));
  }

  private static JsonObject all(Bout bout) {
    return bout.room.layers().root().object(Layers.ALL);
  }

  private static String phase(Bout bout) {
    return String.valueOf(all(bout).object("game").text("phase"));
  }

  private static JsonObject scores(Bout bout) {
    return all(bout).object(MatchReport.KEY).object(MatchReport.SCORES);
  }

  private static Set<String> playing(Bout bout) {
    return Set.copyOf(all(bout).object(MatchReport.KEY).object(MatchReport.PLAYING).keys());
  }

  private static boolean hasLeft(Bout bout, String id) {
    return all(bout).object(MatchReport.KEY).object(MatchReport.LEFT).has(id);
  }

  @Test
  void it_begins_when_all_have_come_on_the_seats_that_were_kept() {
    Bout bout = match("ann", "bob", "cat");
    bout.join("ann");
    assertThat(all(bout).object("players").keys()).containsExactlyInAnyOrder("ann", "bob", "cat");
    bout.join("bob");
    assertThat(phase(bout)).isEqualTo("waiting");
    bout.join("cat");
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(bout.pose("cat")).isNull();
    bout.run(1);
    assertThat(bout.need("cat").health()).isEqualTo(Fighter.HEALTH_MAX);
  }

  @Test
  void who_does_not_come_frees_the_seat_and_the_others_keep_theirs() {
    Bout bout = match("ann", "bob", "cat");
    bout.join("ann");
    bout.join("bob");
    bout.room.pass(8_000);
    assertThat(phase(bout)).isEqualTo("waiting");
    bout.room.pass(8_000);
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(hasLeft(bout, "cat")).isTrue();
    assertThat(all(bout).object("players").keys()).containsExactlyInAnyOrder("ann", "bob");
    bout.join("cat");
    assertThat(all(bout).object("players").has("cat")).isFalse();
  }

  @Test
  void who_came_alone_or_nobody_ends_the_match() {
    Bout alone = match("ann", "bob", "cat");
    alone.join("bob");
    alone.room.pass(16_000);
    assertThat(phase(alone)).isEqualTo("over");
    assertThat(scores(alone).keys()).containsExactly("bob");
    Bout nobody = match("ann", "bob", "cat");
    nobody.room.edit("ann", MatchReport.QUIT, JsonObject.EMPTY); // which opens the room
    nobody.room.pass(16_000);
    assertThat(phase(nobody)).isEqualTo("over");
    assertThat(all(nobody).object(MatchReport.KEY).has(MatchReport.SCORES)).isTrue();
    assertThat(scores(nobody).size()).isZero();
  }

  @Test
  void the_result_is_told_once_with_ranks_and_points() {
    Bout bout = match("ann", "bob", "cat");
    TestClient ann = bout.join("ann");
    TestClient bob = bout.join("bob");
    TestClient cat = bout.join("cat");
    shoot(bout, ann, bob);
    bout.room.pass(SECONDS * 1_000);
    assertThat(phase(bout)).isEqualTo("over");
    assertThat(scores(bout).object("ann").number("rank", 0)).isEqualTo(1);
    assertThat(scores(bout).object("ann").number("points", 0)).isEqualTo(1);
    assertThat(scores(bout).object("cat").number("rank", 0)).isEqualTo(2);
    assertThat(scores(bout).object("bob").number("rank", 0)).isEqualTo(3);
    JsonObject told = scores(bout);
    for (TestClient each : List.of(ann, bob, cat)) {
      each.does("again", "{}");
    }
    assertThat(phase(bout)).isEqualTo("playing");
    bout.room.pass(SECONDS * 1_000);
    assertThat(phase(bout)).isEqualTo("over");
    assertThat(scores(bout)).isEqualTo(told);
  }

  private static void shoot(Bout bout, TestClient by, TestClient at) {
    String place = String.valueOf(all(bout).object("game").text("rows"));
    Field field = Field.of(place);
    int row = 8; // open on all maps from here on
    int column = 2;
    while (field.stopsBodies(column, row) || field.stopsBodies(column + 1, row)) {
      column++;
    }
    bout.place(by, Field.middle(column), Field.middle(row));
    bout.place(at, Field.middle(column + 1), Field.middle(row), 50);
    bout.run(1);
    bout.steer(by, 0, 0, Weapons.BEAM, 0);
    bout.run(2);
  }

  @Test
  void who_quits_is_told_as_gone_and_the_last_one_has_won() {
    Bout bout = match("ann", "bob", "cat");
    bout.join("ann");
    bout.join("bob");
    bout.join("cat");
    bout.run(1);
    assertThat(bout.room.edit("ann", MatchReport.QUIT, JsonObject.EMPTY))
        .isNotInstanceOf(Answer.Reject.class);
    assertThat(hasLeft(bout, "ann")).isTrue();
    assertThat(phase(bout)).isEqualTo("playing");
    bout.run(1);
    assertThat(all(bout).object("players").has("ann")).isFalse();
    bout.room.edit("cat", MatchReport.QUIT, JsonObject.EMPTY);
    assertThat(phase(bout)).isEqualTo("over");
    assertThat(scores(bout).keys()).containsExactly("bob");
  }

  @Test
  void who_sends_nothing_for_a_minute_may_play_another_match() {
    Bout bout = match(300, "ann", "bob", "cat");
    TestClient ann = bout.join("ann");
    TestClient bob = bout.join("bob");
    bout.join("cat");
    for (int i = 0; i < Round.VACANT_TICKS + 2; i++) {
      bout.steer(ann, 0, 0, 0, 1);
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    assertThat(hasLeft(bout, "cat")).isTrue();
    assertThat(hasLeft(bout, "ann")).isFalse();
  }

  @Test
  void a_match_that_is_taken_over_tells_its_result_too() {
    Bout bout = match("ann", "bob", "cat");
    bout.join("ann");
    bout.join("bob");
    bout.join("cat");
    bout.run(40);
    bout.room.takeOver();
    bout.join("ann");
    bout.room.pass((SECONDS + 1) * 1_000);
    assertThat(phase(bout)).isEqualTo("over");
    assertThat(scores(bout).keys()).containsExactlyInAnyOrder("ann", "bob", "cat");
  }

  @Test
  void a_room_that_somebody_made_tells_who_plays_and_no_result() {
    Bout bout = new Bout("{seconds: 10, bots: 2}");
    bout.join("ann");
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(playing(bout)).as("practice alone").isEmpty();
    bout.join("bob");
    assertThat(playing(bout)).containsExactlyInAnyOrder("ann", "bob");
    bout.room.pass(11_000);
    assertThat(phase(bout)).isEqualTo("over");
    assertThat(playing(bout)).isEmpty();
    assertThat(all(bout).object(MatchReport.KEY).has(MatchReport.SCORES)).isFalse();
  }

  @Test
  void who_quits_a_match_of_friends_is_free_and_may_come_back() {
    Bout bout = new Bout("{seconds: 60}");
    for (String id : List.of("ann", "bob", "cat")) {
      bout.join(id);
    }
    bout.room.edit("ann", MatchReport.QUIT, JsonObject.EMPTY);
    assertThat(playing(bout)).containsExactlyInAnyOrder("bob", "cat");
    bout.join("ann");
    assertThat(playing(bout)).containsExactlyInAnyOrder("ann", "bob", "cat");
  }

  @Test
  void a_rematch_does_not_count_and_is_told_as_one_of_friends() {
    Bout bout = match("ann", "bob");
    TestClient ann = bout.join("ann");
    TestClient bob = bout.join("bob");
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(playing(bout)).as("the queue knows").isEmpty();
    bout.room.pass((SECONDS + 1) * 1_000);
    ann.does("again", "{}");
    bob.does("again", "{}");
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(playing(bout)).containsExactlyInAnyOrder("ann", "bob");
  }
}
