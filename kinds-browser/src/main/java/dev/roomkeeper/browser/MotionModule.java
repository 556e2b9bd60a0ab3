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
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * What moves bodies and shots in an arena, for JavaScript. Everything is a number, and a body is an
 * {@code Int32Array} of the components of {@link Body} in their order.
 */
public final class MotionModule {
  private static final List<Field> FIELDS = new ArrayList<>();

  private MotionModule() {}

  public static void main(String[] arguments) {}

  /** Reads a map. Answers the number by which the others know it. */
  @JSExport
  public static int field(String rows) {
    FIELDS.add(Field.of(rows));
    return FIELDS.size() - 1;
  }

  /** Moves the body by one step, and answers what it fires. */
  @JSExport
  public static int step(int field, Int32Array body, int keys, int angle, int fire) {
    Body next = Walk.step(FIELDS.get(field), read(body), keys, angle);
    int fired = Weapons.fires(next, fire);
    write(body, next.fired(fired));
    return fired;
  }

  private static Body read(Int32Array body) {
    return new Body(
        body.get(0), body.get(1), body.get(2), body.get(3), body.get(4), body.get(5), body.get(6));
  }

  private static void write(Int32Array to, Body body) {
    to.set(0, body.x());
    to.set(1, body.y());
    to.set(2, body.vx());
    to.set(3, body.vy());
    to.set(4, body.angle());
    to.set(5, body.boltWait());
    to.set(6, body.beamWait());
  }

  @JSExport
  public static int sin(int angle) {
    return Angles.sin(angle);
  }

  @JSExport
  public static int cos(int angle) {
    return Angles.cos(angle);
  }

  @JSExport
  public static int angleOf(int dx, int dy) {
    return Angles.of(dx, dy);
  }

  @JSExport
  public static int boltReach(int field, int x, int y, int angle) {
    return Shots.boltReach(FIELDS.get(field), x, y, angle);
  }

  @JSExport
  public static int boltAt(int start, int direction, int sixtyFourths) {
    return Shots.boltAt(start, direction, sixtyFourths);
  }

  @JSExport
  public static int beamReach(int field, int x, int y, int angle) {
    return Shots.beamReach(FIELDS.get(field), x, y, angle);
  }

  @JSExport
  public static int along(int direction, int length) {
    return Shots.along(direction, length);
  }

  @JSExport
  public static double hits(int x, int y, int dx, int dy, int radius) {
    return Shots.hits(x, y, dx, dy, radius);
  }

  @JSExport
  public static int between(int from, int to, int sixteenths) {
    return Shots.between(from, to, sixteenths);
  }

  @JSExport
  public static boolean sees(int field, int fromX, int fromY, int x, int y) {
    return Ray.sees(FIELDS.get(field), fromX, fromY, x, y);
  }
}
