package dev.roomkeeper.browser;

import dev.roomkeeper.kinds.arena.motion.Angles;
import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Ray;
import dev.roomkeeper.kinds.arena.motion.Shots;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import java.util.ArrayList;
import java.util.List;

/**
 * A random walk with random shots, and what it comes to: a digest of every bit of every 1,000
 * steps. The script trace.mjs does the same with the module.
 */
final class Trace {
  private static final int SIDE = 24;
  private static final int STEPS_PER_MAP = 5_000;

  private int random;
  private int digest;

  private Trace(int seed) {
    random = seed | 1;
  }

  static List<String> of(int seed, int steps) {
    return new Trace(seed).run(steps);
  }

  private List<String> run(int steps) {
    List<String> digests = new ArrayList<>();
    Field field = field();
    Body body = start(field);
    int keys = 0;
    int angle = 0;
    for (int step = 1; step <= steps; step++) {
      if (step % STEPS_PER_MAP == 0) {
        field = field();
        body = start(field);
      }
      if (below(8) == 0) {
        keys = below(16);
      }
      angle += below(65) - 32;
      Body next = Walk.step(field, body, keys, angle);
      int fired = Weapons.fires(next, below(3));
      body = next.fired(fired);
      add(fired);
      add(body.x());
      add(body.y());
      add(body.vx());
      add(body.vy());
      add(body.angle());
      add(body.boltWait());
      add(body.beamWait());
      look(field, body);
      if (step % 1_000 == 0) {
        digests.add(step + " " + digest);
      }
    }
    return digests;
  }

  private void look(Field field, Body body) {
    add(Shots.boltReach(field, body.x(), body.y(), body.angle()));
    add(Shots.boltAt(body.x(), Angles.cos(body.angle()), below(54 * 64)));
    add(Shots.beamReach(field, body.x(), body.y(), body.angle()));
    int dx = below(20_001) - 10_000;
    int dy = below(20_001) - 10_000;
    add(Angles.of(dx, dy));
    add(Angles.of(below(3) - 1, below(3) - 1));
    int x = below(4_001) - 2_000;
    int y = below(4_001) - 2_000;
    add(Shots.hits(x, y, dx, dy, Body.RADIUS));
    add(Shots.between(x, y, below(17)));
    add(
        Ray.sees(field, body.x(), body.y(), below(SIDE * Field.TILE), below(SIDE * Field.TILE))
            ? 1
            : 0);
  }

  private Field field() {
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < SIDE; row++) {
      rows.append(row == 0 ? "" : "\n");
      for (int column = 0; column < SIDE; column++) {
        int draw = below(10);
        rows.append(draw == 0 ? Field.WALL : draw == 1 ? Field.COVER : '.');
      }
    }
    return Field.of(rows.toString());
  }

  private Body start(Field field) {
    while (true) {
      int column = below(SIDE);
      int row = below(SIDE);
      if (!field.stopsBodies(column, row)) {
        return Body.at(Field.middle(column), Field.middle(row), 0);
      }
    }
  }

  private int below(int bound) {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return Integer.remainderUnsigned(random, bound);
  }

  private void add(int value) {
    digest = (digest ^ value) * 16_777_619;
  }

  private void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    add((int) bits);
    add((int) (bits >>> 32));
  }
}
