package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Bytes;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Spread;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.bestiary.Bestiary;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.CreatureJson;
import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Concentrating;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is in an encounter, and how they show. */
final class Combatants {
  static final int MAX = 200;
  static final int AT_ONCE_MAX = 40;
  private static final int CREATURE_BYTES_MAX = 16 << 10;
  private static final int NAME_MAX = 60;

  private Combatants() {}

  /** Somebody without a stat block. */
  @Payload
  record Custom(
      @Length(max = NAME_MAX) String name,
      @Range(min = 1, max = HitPoints.MAX) int hp,
      @Range(min = 0, max = 99) @Default("10") int armorClass,
      @Range(min = -50, max = 50) @Default("0") int bonus,
      @Range(min = 0, max = 99) @Default("10") int dexterity) {}

  /**
   * Whom to add: exactly one of these.
   *
   * @param bestiary the id of a creature of the campaign's edition
   * @param creature a stat block as the bestiary writes it
   */
  @Payload
  record Whom(
      @Nullable @Length(max = 100) String bestiary,
      @Nullable @Bytes(max = CREATURE_BYTES_MAX) JsonObject creature,
      @Nullable Custom custom,
      @Nullable @Id String character) {}

  /**
   * Somebody new in an encounter.
   *
   * @param encounter null for the active one
   * @param rollsHp whether each one's hit points are thrown, and not the average
   */
  @Payload
  record Added(
      @Nullable @Id String encounter,
      @Spread Whom whom,
      @Range(min = 1, max = AT_ONCE_MAX) @Default("1") int count,
      @Nullable @Length(max = NAME_MAX) String name,
      @Default("false") boolean ally,
      @Default("false") boolean rollsHp,
      Ledger.@Nullable Hidden hidden) {}

  @Payload
  record OfCombatants(
      @Nullable @Id String encounter, @Size(min = 1, max = AT_ONCE_MAX) List<@Id String> ids) {}

  @Payload
  record Hide(
      @Nullable @Id String encounter,
      @Size(min = 1, max = AT_ONCE_MAX) List<Versions.AsSeen> targets,
      @Default("nothing") Ledger.Hidden as) {}

  @Payload
  record Reveal(
      @Nullable @Id String encounter,
      @Size(min = 1, max = AT_ONCE_MAX) List<Versions.AsSeen> targets) {}

  /** A name that players see in place of the true one; null takes it away. */
  @Payload
  record Alias(
      @Nullable @Id String encounter,
      @Id String id,
      @Nullable @Length(max = NAME_MAX) String alias,
      @Range(min = 0, max = Versions.MAX) long version) {}

  static int count(Draft draft) {
    int count = 0;
    for (String id : Ledger.ENCOUNTERS.keys(draft)) {
      count += Ledger.ENCOUNTERS.of(id).combatants().size(draft);
    }
    return count;
  }

  static Verdict.Refused full() {
    return Verdict.refuse(Code.TOO_LARGE, "a campaign has at most " + MAX + " combatants");
  }

  static String freshId(Scene scene) {
    return "m" + Ledger.next(scene.draft, "monster");
  }

  static Verdict add(Scene scene, Bestiary bestiary, Added asked) {
    Whom whom = asked.whom;
    String encounter = Encounters.orActive(scene, asked.encounter);
    if (encounter.isEmpty()) {
      return Encounters.none(asked.encounter == null ? "active" : asked.encounter);
    }
    if (count(scene.draft) + asked.count > MAX) {
      return full();
    }
    if (whom.character != null) {
      return addCharacter(scene, encounter, whom.character);
    }
    if (whom.custom != null) {
      return addAll(scene, encounter, asked, whom.custom);
    }
    Creature creature;
    try {
      creature =
          whom.creature != null
              ? CreatureJson.read(whom.creature)
              : whom.bestiary == null ? null : bestiary.find(scene.edition(), whom.bestiary);
    } catch (IllegalArgumentException wrong) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"creature\" can't be read as a stat block");
    }
    if (creature == null) {
      return whom.bestiary == null
          ? Verdict.refuse(
              Code.BAD_REQUEST, "whom to add is one of bestiary, creature, custom or character")
          : Verdict.refuse(Code.NOT_FOUND, "the bestiary has no such creature of this edition");
    }
    return addAll(scene, encounter, asked, creature);
  }

  private static Verdict addCharacter(Scene scene, String encounter, String id) {
    if (!Ledger.CHARACTERS.has(scene.draft, id)) {
      return Scene.none(id);
    }
    CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(id);
    if (slot.exists(scene.draft) && !slot.gone().get(scene.draft, false)) {
      return Verdict.refuse(Code.CONFLICT, "this character is in the encounter already");
    }
    String name = Ledger.CHARACTERS.of(id).name().need(scene.draft);
    slot.set(
        scene.draft,
        new Ledger.Combatant(
            Ledger.Kind.CHARACTER,
            new Ledger.Looks(name, null, null, null),
            Ledger.Part.NEW,
            new Ledger.Figures(
                Ledger.CHARACTERS.of(id).sheet().need(scene.draft).armorClass(), 0, 0),
            null,
            null));
    scene.says(name + " joins");
    return scene.draft.accept();
  }

  private static Verdict addAll(Scene scene, String encounter, Added asked, Custom custom) {
    for (int i = 0; i < asked.count; i++) {
      put(
          scene,
          encounter,
          asked,
          custom.name,
          new Ledger.Combatant(
              kind(asked),
              new Ledger.Looks(custom.name, null, asked.hidden, null),
              Ledger.Part.NEW,
              new Ledger.Figures(custom.armorClass, custom.bonus, custom.dexterity),
              Vitals.healthy(custom.hp, List.of()),
              null));
    }
    return scene.draft.accept();
  }

  private static Verdict addAll(Scene scene, String encounter, Added asked, Creature creature) {
    boolean inLair = Ledger.ENCOUNTERS.of(encounter).inLair().need(scene.draft);
    for (int i = 0; i < asked.count; i++) {
      Creature.Stats stats = creature.stats();
      int hp =
          asked.rollsHp
              ? Math.clamp(stats.hitDice().thrown(scene.dice()), 1, HitPoints.MAX)
              : Math.max(1, stats.hp());
      put(
          scene,
          encounter,
          asked,
          creature.name(),
          new Ledger.Combatant(
              kind(asked),
              new Ledger.Looks(creature.name(), null, asked.hidden, null),
              Ledger.Part.NEW,
              new Ledger.Figures(
                  stats.armorClass(),
                  stats.initiative(),
                  creature.scores().score(Ability.DEXTERITY)),
              Vitals.healthy(hp, pools(creature, inLair)),
              CreatureJson.write(creature)));
    }
    return scene.draft.accept();
  }

  private static Ledger.Kind kind(Added asked) {
    return asked.ally ? Ledger.Kind.ALLY : Ledger.Kind.MONSTER;
  }

  private static List<Pool> pools(Creature creature, boolean inLair) {
    List<Pool> pools = new ArrayList<>(creature.rank().legendary().pools(inLair));
    for (Feature feature : creature.features()) {
      Feature.Uses uses = feature.uses();
      if (uses != null && pools.size() < Vitals.POOLS_MAX) {
        String name = feature.name();
        pools.add(
            Pool.full(
                name.length() > 64 ? name.substring(0, 64) : name,
                inLair ? uses.countInLair() : uses.count(),
                uses.refill()));
      }
    }
    return pools;
  }

  private static void put(
      Scene scene, String encounter, Added asked, String label, Ledger.Combatant combatant) {
    EncounterSlot slot = Ledger.ENCOUNTERS.of(encounter);
    Set<String> taken = new TreeSet<>();
    slot.combatants().forEach(scene.draft, (_, other) -> taken.add(other.name().need(scene.draft)));
    String name = Faces.free(asked.name == null ? label : asked.name, taken);
    CombatantSlot added = slot.combatants().of(freshId(scene));
    added.set(scene.draft, combatant);
    added.name().set(scene.draft, name);
    scene.says(name + " joins");
  }

  /** Does something with each of these combatants of one encounter. */
  private static Verdict each(
      Scene scene,
      @Nullable String asked,
      List<String> ids,
      java.util.function.BiConsumer<String, CombatantSlot> action) {
    String encounter = Encounters.orActive(scene, asked);
    if (encounter.isEmpty()) {
      return Encounters.none(asked == null ? "active" : asked);
    }
    for (String id : ids) {
      CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(id);
      if (!slot.exists(scene.draft) || slot.gone().get(scene.draft, false)) {
        return Scene.none(id);
      }
      action.accept(id, slot);
    }
    return scene.draft.accept();
  }

  /** Sets something of each, if the sender knows what it is now. */
  static Verdict each(
      Scene scene,
      @Nullable String asked,
      List<Versions.AsSeen> targets,
      Function<CombatantSlot, String> present,
      Consumer<CombatantSlot> action) {
    String encounter = Encounters.orActive(scene, asked);
    for (Versions.AsSeen target : targets) {
      CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(target.id());
      Verdict.Refused stale =
          encounter.isEmpty() || !slot.exists(scene.draft)
              ? null
              : scene.stale(
                  Versions.ofPlace(scene.draft, encounter, target.id()),
                  target.version(),
                  slot.name().need(scene.draft) + present.apply(slot));
      if (stale != null) {
        return stale;
      }
    }
    List<String> ids = targets.stream().map(Versions.AsSeen::id).toList();
    return each(scene, asked, ids, (_, slot) -> action.accept(slot));
  }

  private static String shows(Draft draft, CombatantSlot slot) {
    return switch (slot.hidden().get(draft)) {
      case null -> " shows";
      case NOTHING -> " is hidden";
      case UNKNOWN -> " shows as a ?";
    };
  }

  /**
   * Who leaves holds nobody any more, and a monster's concentration is over; a character keeps its
   * own. The place is kept as long as something may wait for its turn.
   */
  static Verdict remove(Scene scene, OfCombatants asked) {
    String encounter = Encounters.orActive(scene, asked.encounter);
    return each(
        scene,
        asked.encounter,
        asked.ids,
        (id, slot) -> {
          scene.says(slot.name().need(scene.draft) + " leaves");
          EncounterSlot fight = Ledger.ENCOUNTERS.of(encounter);
          TurnOrder order = fight.order().need(scene.draft);
          if (order.indexOf(id) >= 0) {
            fight.order().set(scene.draft, order.with(id, TurnPlace.Kind.GONE));
          }
          slot.gone().set(scene.draft, true);
          slot.face().remove(scene.draft);
          Figure figure = Objects.requireNonNull(Figure.find(scene.draft, id));
          Harm.apply(
              scene, figure, figure.hero() == null ? Concentrating.end(figure.body()) : List.of());
        });
  }

  static Verdict hide(Scene scene, Hide asked) {
    return each(
        scene,
        asked.encounter,
        asked.targets,
        slot -> shows(scene.draft, slot),
        slot -> {
          slot.hidden().set(scene.draft, asked.as);
          Faces.drop(scene.draft, slot);
          scene.says(slot.name().need(scene.draft) + " is hidden");
        });
  }

  static Verdict reveal(Scene scene, Reveal asked) {
    return each(
        scene,
        asked.encounter,
        asked.targets,
        slot -> shows(scene.draft, slot),
        slot -> {
          slot.hidden().remove(scene.draft);
          scene.says(slot.name().need(scene.draft) + " shows");
        });
  }

  static Verdict alias(Scene scene, Alias asked) {
    return each(
        scene,
        asked.encounter,
        List.of(new Versions.AsSeen(asked.id, asked.version)),
        slot -> {
          String alias = slot.alias().get(scene.draft);
          return alias == null
              ? " has no other name for players"
              : " is \"" + alias + "\" for players";
        },
        slot -> {
          if (asked.alias == null) {
            slot.alias().remove(scene.draft);
          } else {
            slot.alias().set(scene.draft, asked.alias);
          }
          if (slot.face().name().exists(scene.draft)) {
            slot.face().name().remove(scene.draft);
          }
          scene.says(slot.name().need(scene.draft) + " has another name for players");
        });
  }
}
