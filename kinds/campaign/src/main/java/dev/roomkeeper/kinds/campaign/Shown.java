package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.kinds.campaign.rules.Affliction;
import dev.roomkeeper.kinds.campaign.rules.Until;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out what players see from the truth. It is the only place where that is decided, and runs
 * after every command and every undo.
 */
final class Shown {
  private final Draft draft;
  private final Ledger.Options options;
  private final String active;
  private final Map<String, Ledger.Held> held;

  /** Who is about to leave the room, if anybody. */
  private final @Nullable String leaving;

  private Shown(Draft draft, @Nullable String leaving) {
    this.draft = draft;
    this.leaving = leaving;
    this.options = Ledger.CAMPAIGN.options().need(draft);
    this.active = Ledger.ACTIVE.get(draft, "");
    this.held = Pause.of(draft);
  }

  static void write(Draft draft) {
    Shown shown = new Shown(draft, null);
    shown.party();
    shown.own();
    shown.fight();
    Prepared.write(draft);
  }

  /** The member is about to leave the room, and its layer with it. */
  static void leaves(Draft draft, String memberId) {
    new Shown(draft, memberId).own();
  }

  // --- The party ---

  private void party() {
    Map<String, Seen.SeenHero> party = new TreeMap<>();
    Ledger.CHARACTERS.forEach(
        draft,
        (id, slot) -> {
          Ledger.Hero hero = slot.need(draft);
          if (!hero.retired()) {
            Vitals vitals = seen(id, hero.vitals());
            party.put(
                id,
                new Seen.SeenHero(
                    hero.name(),
                    hero.owner(),
                    FightView.band(options.partyHp(), vitals.hp()),
                    FightView.hp(options.partyHp(), vitals.hp()),
                    options.partyHp() == Ledger.Showing.NOTHING ? null : vitals.life(),
                    FightView.conditions(vitals),
                    vitals.exhaustion()));
          }
        });
    Ledger.PARTY.set(draft, (JsonObject) Types.map(SeenHeroType.INSTANCE).json(party));
  }

  private Vitals seen(String id, Vitals vitals) {
    Ledger.Held kept = held.get(id);
    return kept == null ? vitals : Pause.seen(vitals, kept);
  }

  // --- To each its own ---

  private void own() {
    Map<String, Map<String, Seen.OwnHero>> byOwner = new TreeMap<>();
    Ledger.MEMBERS.keys(draft).forEach(id -> byOwner.put(id, new TreeMap<>()));
    Ledger.CHARACTERS.forEach(
        draft,
        (id, slot) -> {
          Ledger.Hero hero = slot.need(draft);
          Map<String, Seen.OwnHero> own = hero.owner() == null ? null : byOwner.get(hero.owner());
          if (own != null && !hero.retired()) {
            own.put(id, own(id, hero));
          }
        });
    byOwner.forEach((memberId, own) -> {
      JsonObject json = (JsonObject) Types.map(OwnHeroType.INSTANCE).json(own);
      boolean isHere = draft.member(memberId) != null && !memberId.equals(leaving);
      if (isHere) {
        Ledger.OWN.in(Layer.member(memberId)).set(draft, json);
      }
      if (isHere || own.isEmpty()) {
        Ledger.ABSENT.of(memberId).remove(draft);
      } else {
        Ledger.ABSENT.of(memberId).set(draft, json);
      }
    });
    for (String memberId : Ledger.ABSENT.keys(draft)) {
      if (!byOwner.containsKey(memberId)) {
        Ledger.ABSENT.of(memberId).remove(draft);
      }
    }
  }

  private Seen.OwnHero own(String id, Ledger.Hero hero) {
    Vitals vitals = seen(id, hero.vitals());
    Map<String, Seen.OwnAffliction> afflictions = new TreeMap<>();
    vitals.afflictions().forEach((key, each) -> afflictions.put(key, own(each)));
    return new Seen.OwnHero(
        hero.name(),
        Ledger.VERSIONS.of(id).get(draft, 0L),
        hero.sheet(),
        new Seen.Health(vitals.hp(), vitals.life(), vitals.deathSaves(), vitals.exhaustion()),
        vitals.concentration(),
        afflictions,
        vitals.pools(),
        vitals.asks(),
        Versions.own(draft, id));
  }

  private Seen.OwnAffliction own(Affliction affliction) {
    Until until =
        affliction.until() instanceof Until.SaveEnds save
            ? save.limit().until()
            : affliction.until();
    String save = affliction.until() instanceof Until.SaveEnds ? "save-or-" : "";
    return switch (until) {
      case Until.TurnStart(String whose, int round) ->
          own(affliction, save + "turn-start", whose, round);
      case Until.TurnEnd(String whose, int round) ->
          own(affliction, save + "turn-end", whose, round);
      case Until.WhileEffect _ -> own(affliction, save + "effect", "", 0);
      case Until.LongRested _ -> own(affliction, save + "long-rest", "", 0);
      case Until.Healed _, Until.HealedOrRested _ -> own(affliction, save + "healed", "", 0);
      case Until.Removed _, Until.SaveEnds _ -> own(affliction, save + "removed", "", 0);
    };
  }

  /** The turn of somebody whom players don't know is no turn that they can wait for. */
  private Seen.OwnAffliction own(Affliction affliction, String ends, String whose, int round) {
    String known = face(whose);
    boolean isUnknown = !whose.isEmpty() && known.isEmpty();
    return new Seen.OwnAffliction(
        affliction.condition(),
        face(affliction.source()),
        isUnknown ? "later" : ends,
        known,
        isUnknown ? 0 : round);
  }

  private String face(String id) {
    if (id.isEmpty()) {
      return "";
    }
    if (Ledger.CHARACTERS.has(draft, id)) {
      return id;
    }
    return active.isEmpty() ? "" : Faces.of(draft, active, id);
  }

  // --- The fight ---

  private void fight() {
    if (active.isEmpty() || !Ledger.ENCOUNTERS.has(draft, active)) {
      Ledger.FIGHT.remove(draft);
      return;
    }
    // The faces are dealt before this is worked out, so none has to be made up.
    Map<String, Ledger.Face> faces = Faces.all(draft, active, () -> "");
    Ledger.FIGHT.set(draft, new FightView(draft, active, faces).seen());
  }
}
