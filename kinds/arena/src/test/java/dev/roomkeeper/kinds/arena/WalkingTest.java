package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.testing.TestClient;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bodies go where their players' steps lead them, and nowhere else. */
final class WalkingTest {
  private static final Field FIELD = ArenaMap.of(MapName.COURTYARD.rows()).field();

  @Test
  void a_body_goes_by_the_rules_that_a_client_predicts_by() {
    Bout bout = new Bout("{}");
    TestClient ann = bout.join("ann");
    bout.run(1);
    Pose start = bout.need("ann");
    Body body = Body.at(start.x(), start.y(), start.angle());
    Random random = new Random(7);
    int keys = 0;
    for (int i = 0; i < 600; i++) {
      keys = random.nextInt(8) == 0 ? random.nextInt(16) : keys;
      int angle = random.nextInt(1_024);
      bout.steer(ann, keys, angle, 0, 1);
      bout.run(1);
      body = Walk.step(FIELD, body, keys, angle);
      Pose pose = bout.need("ann");
      assertThat(new int[] {pose.x(), pose.y(), pose.vx(), pose.vy(), pose.angle()})
          .containsExactly(body.x(), body.y(), body.vx(), body.vy(), body.angle());
    }
  }

  @Test
  void a_starved_body_waits_and_catches_up_when_its_steps_come() {
    Bout bout = new Bout("{}");
    TestClient ann = bout.join("ann");
    bout.place(ann, Field.middle(10), Field.middle(19));
    bout.run(30);
    Pose before = bout.need("ann");
    bout.run(9);
    assertThat(bout.need("ann")).isEqualTo(before);
    for (int i = 0; i < 10; i++) {
      bout.steer(ann, Walk.RIGHT, 0, 0, 1);
    }
    bout.run(3);
    // Four steps to get fast, six at full speed.
    assertThat(bout.need("ann").x() - before.x()).isEqualTo(96 + 192 + 288 + 7 * Walk.SPEED);
  }

  @Test
  void who_sends_steps_too_fast_gets_no_farther_than_the_others() {
    Bout bout = new Bout("{}");
    TestClient cheat = bout.join("cheat");
    bout.place(cheat, Field.middle(2), Field.middle(19));
    bout.run(1);
    int before = bout.need("cheat").x();
    int ticks = 60;
    for (int i = 0; i < ticks; i++) {
      for (int j = 0; j < 6; j++) {
        bout.steer(cheat, Walk.RIGHT, 0, 0, 1);
      }
      bout.run(1);
    }
    int gone = bout.need("cheat").x() - before;
    assertThat(gone).isGreaterThan(20 * Walk.SPEED);
    assertThat(gone).isLessThanOrEqualTo((ticks + Fighter.SAVED_MAX) * Walk.SPEED);
  }

  @Test
  void who_saved_steps_for_long_has_ten_of_them_and_no_more() {
    Bout bout = new Bout("{}");
    TestClient cheat = bout.join("cheat");
    bout.place(cheat, Field.middle(2), Field.middle(19));
    bout.run(200);
    int before = bout.need("cheat").x();
    for (int i = 0; i < 24; i++) {
      bout.steer(cheat, Walk.RIGHT, 0, 0, 1);
    }
    bout.run(1);
    assertThat(bout.need("cheat").x() - before)
        .isLessThanOrEqualTo((1 + Fighter.SAVED_MAX) * Walk.SPEED)
        .isGreaterThan(5 * Walk.SPEED);
  }

  @Test
  void what_is_no_step_is_refused_and_moves_nothing() {
    Bout bout = new Bout("{}");
    TestClient cheat = bout.join("cheat");
    bout.run(2);
    Pose before = bout.need("cheat");
    for (String wrong :
        new String[] {
          "{n:1, keys:16, angle:0, fire:0, view:0}",
          "{n:1, keys:1, angle:0.5, fire:0, view:0}",
          "{n:1, keys:1, angle:0, fire:3, view:0}",
          "{n:-1, keys:1, angle:0, fire:0, view:0}",
          "{n:1, keys:1, angle:0, fire:0, view:-5}",
          "{n:1, keys:1, angle:0, fire:0, view:0, x:5}"
        }) {
      assertThat(cheat.send("steer", wrong)).isInstanceOf(Answer.Reject.class);
    }
    assertThat(bout.need("cheat").x()).isEqualTo(before.x());
    assertThat(cheat.send("again", "{}"))
        .isInstanceOfSatisfying(
            Answer.Reject.class, reject -> assertThat(reject.code()).isEqualTo(Code.CONFLICT));
  }

  @Test
  void an_old_step_that_comes_again_is_not_taken_again() {
    Bout bout = new Bout("{}");
    TestClient ann = bout.join("ann");
    bout.place(ann, Field.middle(2), Field.middle(19));
    bout.steer(ann, Walk.RIGHT, 0, 0, 1);
    bout.run(1);
    int once = bout.need("ann").x();
    ann.cast(
        "steer", dev.roomkeeper.testing.TestJson.json("{n:1, keys:8, angle:0, fire:0, view:0}"));
    bout.run(2);
    assertThat(bout.need("ann").x()).isEqualTo(once);
  }
}
