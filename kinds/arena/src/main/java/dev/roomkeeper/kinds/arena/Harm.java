package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What hits do: less health, death, and a point for who shot. */
final class Harm {
  private static final int TICK_MILLIS = 1_000 / ArenaOptions.TICKS;

  private final Draft draft;
  private final Moment moment;
  private final long tick;
  private final Map<Integer, Fighter> fighters;

  Harm(Draft draft, Moment moment, long tick, Map<Integer, Fighter> fighters) {
    this.draft = draft;
    this.moment = moment;
    this.tick = tick;
    this.fighters = fighters;
  }

  /**
   * A shot.
   *
   * @param owner the slot of who fired it
   * @param view when the shooter saw what it shot at, in 1/16 of a tick
   */
  record Shot(int owner, int weapon, int view, int x, int y) {}

  /** The shot hits a fighter, whom the shooter saw there. */
  void hit(Fighter victim, Shot shot, Rewind.Place seen) {
    if (!victim.lives() || tick < victim.safeUntil) {
      return;
    }
    int damage = shot.weapon == Weapons.BEAM ? Weapons.BEAM_DAMAGE : Weapons.BOLT_DAMAGE;
    victim.health -= damage;
    Fighter shooter = fighters.get(shot.owner);
    if (shooter != null && !shooter.isBot()) {
      String hit = new Packed.Writer().add(tick, 5).add(victim.slot, 1).add(damage, 1).toString();
      Scene.HIT.in(Scene.own(shooter.slot)).set(draft, hit);
    }
    if (victim.health <= 0) {
      kill(victim, shooter, shot, seen);
    }
  }

  private void kill(Fighter victim, @Nullable Fighter shooter, Shot shot, Rewind.Place seen) {
    victim.health = 0;
    victim.diedTick = tick;
    ContestantSlot dead = Scene.PLAYERS.of(victim.id);
    dead.deaths().set(draft, dead.deaths().get(draft, 0) + 1);
    if (shooter == null) {
      return; // it has left meanwhile
    }
    ContestantSlot killer = Scene.PLAYERS.of(shooter.id);
    killer.score().set(draft, killer.score().get(draft, 0) + 1);
    killer.scoredAt().set(draft, moment.nowMillis());
    Scene.KILL.tell(draft, Layer.all(), new Scene.Kill(shooter.id, victim.id, shot.weapon));
    Scene.Evidence evidence =
        new Scene.Evidence(
            shooter.id,
            victim.id,
            shot.weapon,
            tick,
            shot.view,
            (int) (tick * 16 - shot.view) * TICK_MILLIS / 16,
            shot.x,
            shot.y,
            seen.x(),
            seen.y(),
            victim.body.x(),
            victim.body.y());
    for (Fighter one : new Fighter[] {shooter, victim}) {
      if (!one.isBot()) {
        Scene.EVIDENCE.tell(draft, Layer.member(one.id), evidence);
      }
    }
  }
}
