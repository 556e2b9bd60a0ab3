package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.arena.motion.Angles;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import dev.roomkeeper.testing.TestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shots hit what the shooter saw, as far as a server may believe it. */
final class ShootingTest {
  private static final int SHOOTER_X = Field.middle(16);
  private static final int SHOOTER_Y = Field.middle(19);
  private static final int TARGET_Y = Field.middle(16);

  private final Bout bout = new Bout("{seconds: 600}");
  private TestClient ann = bout.join("ann");
  private TestClient bob = bout.join("bob");

  @BeforeEach
  void faceEachOther() {
    bout.place(ann, SHOOTER_X, SHOOTER_Y);
    bout.place(bob, Field.middle(11), TARGET_Y);
    bout.run(20);
  }

  /** Bob runs to the right; ann stands, and both know how late they see each other. */
  private void run(int ticks, int ticksAgo) {
    for (int i = 0; i < ticks; i++) {
      bout.steer(bob, Walk.RIGHT, 0, 0, 1);
      bout.steer(ann, 0, 0, 0, ticksAgo);
      bout.run(1);
    }
  }

  private int angleTo(Pose pose) {
    return Angles.of(pose.x() - SHOOTER_X, pose.y() - SHOOTER_Y);
  }

  @Test
  void a_beam_hits_where_the_shooter_saw_the_target() {
    run(20, 6);
    Pose seen = bout.need("bob"); // what ann's screen shows six ticks later
    run(5, 6);
    bout.steer(bob, Walk.RIGHT, 0, 0, 1);
    bout.steer(ann, 0, angleTo(seen), Weapons.BEAM, 5);
    bout.run(1);
    assertThat(bout.need("bob").health()).isEqualTo(100 - Weapons.BEAM_DAMAGE);
  }

  @Test
  void the_same_beam_misses_if_the_shooter_sees_the_target_where_it_is_now() {
    run(20, 1);
    Pose seen = bout.need("bob");
    run(5, 1);
    bout.steer(bob, Walk.RIGHT, 0, 0, 1);
    bout.steer(ann, 0, angleTo(seen), Weapons.BEAM, 1);
    bout.run(1);
    assertThat(bout.need("bob").health()).isEqualTo(100);
  }

  @Test
  void nobody_may_suddenly_see_the_past() {
    run(20, 1);
    Pose seen = bout.need("bob");
    run(7, 1);
    bout.steer(bob, Walk.RIGHT, 0, 0, 1);
    bout.steer(ann, 0, angleTo(seen), Weapons.BEAM, 8); // it saw one tick ago all the time
    bout.run(1);
    assertThat(bout.need("bob").health()).isEqualTo(100);
  }

  @Test
  void nobody_sees_longer_ago_than_a_third_of_a_second() {
    run(20, 150);
    Pose seen = bout.need("bob");
    run(Rewind.TICKS + 2, 150);
    bout.steer(bob, Walk.RIGHT, 0, 0, 1);
    bout.steer(ann, 0, angleTo(seen), Weapons.BEAM, 150);
    bout.run(1);
    assertThat(bout.need("bob").health()).isEqualTo(100);
  }

  @Test
  void a_bolt_flies_among_what_the_shooter_saw_and_catches_up() {
    run(20, 6);
    // Bob as he will be, on ann's screen, when the bolt comes to him: eleven steps at this
    // distance.
    Pose seen = bout.need("bob");
    run(5, 6);
    int steps = 0;
    Pose met = seen;
    for (int i = 0; i < 4; i++) {
      double dx = met.x() - SHOOTER_X;
      double dy = met.y() - SHOOTER_Y;
      steps = (int) (Math.sqrt(dx * dx + dy * dy) / 1_024);
      met = moved(seen, steps);
    }
    bout.steer(bob, Walk.RIGHT, 0, 0, 1);
    bout.steer(ann, 0, angleTo(met), Weapons.BOLT, 5);
    bout.run(1);
    run(steps + 2, 6);
    assertThat(bout.need("bob").health()).isEqualTo(100 - Weapons.BOLT_DAMAGE);
  }

  private static Pose moved(Pose pose, int ticks) {
    return new Pose(
        pose.x() + pose.vx() * ticks,
        pose.y(),
        pose.vx(),
        pose.vy(),
        pose.angle(),
        pose.health(),
        false,
        pose.life());
  }

  @Test
  void walls_stop_every_shot_and_cover_stops_bolts_alone() {
    // Cover stands at column 3 and 4 of row 8, a wall at column 7.
    bout.place(ann, Field.middle(2), Field.middle(8));
    bout.place(bob, Field.middle(5), Field.middle(8));
    for (int i = 0; i < 30; i++) {
      bout.steer(ann, 0, 0, Weapons.BOLT, 1);
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    assertThat(bout.need("bob").health()).isEqualTo(100);
    bout.steer(ann, 0, 0, Weapons.BEAM, 1);
    bout.run(1);
    assertThat(bout.need("bob").health()).isEqualTo(50);
    bout.place(bob, Field.middle(9), Field.middle(8));
    for (int i = 0; i < 40; i++) {
      bout.steer(ann, 0, 0, Weapons.BEAM, 1);
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    assertThat(bout.need("bob").health()).isEqualTo(100);
  }

  @Test
  void nobody_fires_more_often_than_a_weapon_can() {
    bout.place(bob, SHOOTER_X + 4 * Field.TILE, SHOOTER_Y, 127);
    bout.run(1);
    int ticks = 30;
    for (int i = 0; i < ticks; i++) {
      for (int j = 0; j < 3; j++) {
        bout.steer(ann, 0, 0, Weapons.BOLT, 1);
      }
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    int shots = 1 + (ticks + Fighter.SAVED_MAX) / Weapons.BOLT_STEPS;
    Pose hurt = bout.pose("bob");
    int health = hurt == null ? 0 : hurt.health();
    assertThat(127 - health).isPositive().isLessThanOrEqualTo(shots * Weapons.BOLT_DAMAGE);
  }

  @Test
  void a_kill_counts_is_told_and_explained_to_the_two_alone() {
    TestClient cat = bout.join("cat");
    int life = bout.need("bob").life();
    bout.place(bob, SHOOTER_X + 4 * Field.TILE, SHOOTER_Y, 50);
    bout.run(1);
    bout.steer(ann, 0, 0, Weapons.BEAM, 0);
    bout.run(2);
    assertThat(bout.pose("bob")).isNull();
    assertThat(bout.player("ann", "score")).isEqualTo(1);
    assertThat(bout.player("bob", "deaths")).isEqualTo(1);
    assertThat(ann.events).extracting(event -> event.type()).contains("kill", "evidence");
    assertThat(bob.events).extracting(event -> event.type()).contains("kill", "evidence");
    assertThat(cat.events).extracting(event -> event.type()).contains("kill");
    assertThat(cat.events).extracting(event -> event.type()).doesNotContain("evidence");
    for (int i = 0; i < Fighter.RESPAWN_TICKS; i++) {
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    Pose again = bout.need("bob");
    assertThat(again.health()).isEqualTo(100);
    assertThat(again.isSafe()).isTrue();
    assertThat(again.life()).isEqualTo(life + 1);
  }

  @Test
  void who_has_just_appeared_can_not_be_hit_where_it_was_before() {
    bout.place(bob, SHOOTER_X + 4 * Field.TILE, SHOOTER_Y, 50);
    bout.run(1);
    bout.steer(ann, 0, 0, Weapons.BEAM, 0);
    bout.run(Fighter.RESPAWN_TICKS + 4);
    int health = bout.need("bob").health();
    for (int i = 0; i < 40; i++) {
      bout.steer(ann, 0, 0, Weapons.BEAM, 8);
      bout.steer(bob, 0, 0, 0, 1);
      bout.run(1);
    }
    assertThat(bout.need("bob").health()).isEqualTo(health);
  }
}
