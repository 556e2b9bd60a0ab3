package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import dev.roomkeeper.testing.TestClient;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A match from its beginning to its result, and what goes on when people or servers leave. */
final class MatchTest {
  private static JsonObject all(Bout bout) {
    return bout.room.layers().root().object(Layers.ALL);
  }

  private static List<Json> result(Bout bout) {
    return all(bout).get("result") instanceof Json.Arr(var places) ? places : List.of();
  }

  private static String phase(Bout bout) {
    return String.valueOf(all(bout).object("game").text("phase"));
  }

  @Test
  void it_begins_when_enough_people_are_there_or_after_the_wait() {
    Bout bout = new Bout("{starts: 2, waitSeconds: 15, bots: 2}");
    bout.join("ann");
    assertThat(phase(bout)).isEqualTo("waiting");
    bout.join("bob");
    assertThat(phase(bout)).isEqualTo("playing");
    Bout alone = new Bout("{starts: 2, waitSeconds: 15}");
    TestClient ann = alone.join("ann");
    for (int i = 0; i < 16 * 30; i++) {
      alone.steer(ann, 0, 0, 0, 1);
      alone.run(1);
    }
    assertThat(phase(alone)).isEqualTo("playing");
  }

  @Test
  void it_ends_with_a_result_and_begins_again_when_all_want_to() {
    Bout bout = new Bout("{seconds: 10}");
    TestClient ann = bout.join("ann");
    TestClient bob = bout.join("bob");
    bout.place(ann, Field.middle(10), Field.middle(19));
    bout.place(bob, Field.middle(14), Field.middle(19), 50);
    bout.run(1);
    bout.steer(ann, 0, 0, Weapons.BEAM, 0);
    bout.run(2);
    assertThat(bout.player("ann", "score")).isEqualTo(1);
    bout.room.pass(10_000);
    assertThat(phase(bout)).isEqualTo("over");
    List<Json> result = result(bout);
    assertThat(((JsonObject) result.getFirst()).text("id")).isEqualTo("ann");
    assertThat(((JsonObject) result.getFirst()).number("rank", 0)).isEqualTo(1);
    ann.does("again", "{}");
    assertThat(phase(bout)).isEqualTo("over");
    bob.does("again", "{}");
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(bout.player("ann", "score")).isZero();
    assertThat(all(bout).object("game").number("match", 0)).isEqualTo(2);
  }

  @Test
  void equal_points_are_ordered_by_deaths_and_equals_share_a_rank() {
    Bout bout = new Bout("{seconds: 10}");
    bout.join("ann");
    bout.join("bob");
    bout.room.pass(10_000);
    List<Json> result = result(bout);
    assertThat(result).hasSize(2);
    assertThat(result)
        .allSatisfy(place -> assertThat(((JsonObject) place).number("rank", 0)).isEqualTo(1));
  }

  @Test
  void who_is_silent_leaves_the_map_then_the_seat_and_may_come_back() {
    Bout bout = new Bout("{seats: 2, seconds: 600}");
    TestClient ann = bout.join("ann");
    bout.run(Round.SILENT_TICKS + 2);
    assertThat(bout.pose("ann")).isNull();
    assertThat(ann.at("players", "ann").isTrue("here")).isFalse();
    for (int i = 0; i < Fighter.RESPAWN_TICKS; i++) {
      bout.steer(ann, 0, 0, 0, 1);
      bout.run(1);
    }
    assertThat(bout.pose("ann")).isNotNull();
    bout.run(Round.VACANT_TICKS + 2);
    assertThat(all(bout).object("players").has("ann")).isFalse();
    bout.steer(ann, 0, 0, 0, 1);
    bout.run(2);
    assertThat(bout.pose("ann")).isNotNull();
  }

  @Test
  void who_reconnects_has_the_same_body_and_begins_its_numbers_anew() {
    Bout bout = new Bout("{seconds: 600}");
    TestClient ann = bout.join("ann");
    bout.join("bob");
    bout.place(ann, Field.middle(10), Field.middle(19), 70);
    for (int i = 0; i < 5; i++) {
      bout.steer(ann, Walk.RIGHT, 0, 0, 1);
      bout.run(1);
    }
    Pose before = bout.need("ann");
    TestClient again = bout.join("ann");
    bout.run(2);
    Pose after = bout.need("ann");
    assertThat(after.x()).isEqualTo(before.x());
    assertThat(after.health()).isEqualTo(70);
    bout.steer(again, Walk.RIGHT, 0, 0, 1);
    bout.run(1);
    assertThat(bout.need("ann").x()).isGreaterThan(before.x());
  }

  @Test
  void a_match_that_is_taken_over_goes_on_from_a_moment_ago() {
    Bout bout = new Bout("{seconds: 30, bots: 1}");
    TestClient ann = bout.join("ann");
    TestClient bob = bout.join("bob");
    bout.place(ann, Field.middle(10), Field.middle(19), 60);
    bout.place(bob, Field.middle(14), Field.middle(19), 50);
    bout.run(1);
    bout.steer(ann, 0, 0, Weapons.BEAM, 0);
    for (int i = 0; i < 40; i++) {
      bout.steer(ann, 0, 0, 0, 1);
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    int x = bout.need("ann").x();
    bout.room.takeOver();
    TestClient again = bout.join("ann");
    bout.run(2);
    assertThat(bout.player("ann", "score")).isEqualTo(1);
    assertThat(bout.need("ann").x()).isEqualTo(x);
    assertThat(bout.need("ann").health()).isEqualTo(60);
    assertThat(phase(bout)).isEqualTo("playing");
    assertThat(again.at("self").number("state", 0)).isPositive();
    bout.room.pass(31_000);
    assertThat(phase(bout)).isEqualTo("over");
  }

  @Test
  void a_full_arena_lets_others_look_on() {
    Bout bout = new Bout("{seats: 2, bots: 1}");
    bout.join("ann");
    TestClient late = bout.join("late");
    bout.steer(late, Walk.RIGHT, 0, 0, 1);
    bout.run(2);
    assertThat(all(bout).object("players").has("late")).isFalse();
    assertThat(late.send("again", "{}")).isInstanceOf(Answer.Reject.class);
  }

  /** In all three maps: bots find their ways, shoot each other, and play the same twice. */
  @ParameterizedTest
  @EnumSource(value = MapName.class, names = "OWN", mode = EnumSource.Mode.EXCLUDE)
  void bots_play_a_match(MapName name) {
    String options =
        "{bots: 5, level: 'hard', seconds: 600, map: '"
            + name.name().toLowerCase(Locale.ROOT)
            + "'}";
    JsonObject first = played(options, 1_200);
    JsonObject second = played(options, 1_200);
    assertThat(first).isEqualTo(second);
    int kills = 0;
    for (String id : first.keys()) {
      kills += (int) first.object(id).number("score", 0);
    }
    assertThat(kills).isGreaterThan(4);
  }

  private static JsonObject played(String options, int ticks) {
    Bout bout = new Bout(options);
    TestClient ann = bout.join("ann");
    bout.run(ticks);
    assertThat(ann.at("players").size()).isEqualTo(6);
    return all(bout).object("players");
  }
}
