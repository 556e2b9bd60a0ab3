package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.arena.motion.Body;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An arena in which tests put bodies where they want them: {@link #place}. */
final class PlacedArena implements RoomKind {
  private final Arena arena = new Arena();
  private final Map<String, Place> placing = new TreeMap<>();

  /** Where a body is to be, and with how much health. */
  record Place(int x, int y, int health) {}

  /** Before the next tick. */
  void place(String id, Place place) {
    placing.put(id, place);
  }

  private static void place(Draft draft, String id, Place place) {
    int slot = Scene.PLAYERS.of(id).slot().need(draft);
    TreeMap<Integer, FighterState> all = FighterState.all(Scene.FIGHTERS.get(draft));
    Fighter fighter = new Fighter(slot, Objects.requireNonNull(all.get(slot)));
    Body body = fighter.body;
    fighter.body =
        new Body(
            place.x, place.y, body.vx(), body.vy(), body.angle(), body.boltWait(), body.beamWait());
    fighter.health = place.health;
    fighter.safeUntil = 0;
    all.put(slot, fighter.state());
    Scene.FIGHTERS.set(draft, FighterState.packed(all));
  }

  @Override
  public String name() {
    return arena.name();
  }

  @Override
  public Commands<?> commands() {
    return arena.commands();
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return arena.rules(options);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return arena.begin(draft, options, moment);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    return arena.join(draft, member, isNew, moment);
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return arena.command(draft, sender, command, moment);
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return arena.edit(draft, userId, command, moment);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    arena.offline(draft, member, moment);
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    arena.leave(draft, member, moment);
  }

  @Override
  public void tick(Draft draft, Tick tick, Moment moment) {
    placing.forEach((id, place) -> place(draft, id, place));
    placing.clear();
    arena.tick(draft, tick, moment);
  }

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    arena.timer(draft, timer, moment);
  }

  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    return arena.mayWatch(draft, userId, layer);
  }
}
