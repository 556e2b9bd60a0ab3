package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Bytes;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Affliction;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import dev.roomkeeper.kinds.campaign.rules.SpellSlots;
import dev.roomkeeper.kinds.campaign.rules.Until;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The players' characters. */
final class Characters {
  static final int MAX = 60;
  private static final int OF_ONE_MAX = 5;

  /** With those that retired, so that no player can take all the places of a campaign. */
  private static final int OF_ONE_EVER_MAX = 20;

  private static final int NAME_MAX = 60;
  private static final int HERO_BYTES_MAX = 32 << 10;

  private Characters() {}

  /**
   * A new character.
   *
   * @param owner whose it is, for the DM to say; a player's own are the player's
   */
  @Payload
  record NewCharacter(
      @Length(max = NAME_MAX) String name, @Nullable @Id String owner, Sheet sheet) {}

  /** What is to be set; null leaves it. */
  @Payload
  record CharacterEdit(
      @Id String id,
      @Range(min = 0, max = Versions.MAX) long version,
      @Nullable @Length(max = NAME_MAX) String name,
      @Nullable @Id String owner,
      @Nullable Sheet sheet) {}

  /** How many characters the member has that are not retired. */
  private static int countOf(Draft draft, String owner) {
    int count = 0;
    for (String id : Ledger.CHARACTERS.keys(draft)) {
      HeroSlot hero = Ledger.CHARACTERS.of(id);
      if (owner.equals(hero.owner().get(draft)) && !hero.retired().need(draft)) {
        count++;
      }
    }
    return count;
  }

  /** Why this owner can't have one more character; null where nobody is to own it, or may. */
  private static Verdict.@Nullable Refused mayNotOwn(Draft draft, @Nullable String owner) {
    if (owner == null) {
      return null;
    }
    if (!Ledger.MEMBERS.has(draft, owner)) {
      return Verdict.refuse(Code.NOT_FOUND, "the owner is not in this campaign");
    }
    int ever = 0;
    for (String id : Ledger.CHARACTERS.keys(draft)) {
      ever += owner.equals(Ledger.CHARACTERS.of(id).owner().get(draft)) ? 1 : 0;
    }
    return countOf(draft, owner) >= OF_ONE_MAX || ever >= OF_ONE_EVER_MAX ? full() : null;
  }

  private static Verdict.Refused full() {
    return Verdict.refuse(
        Code.TOO_LARGE,
        "a campaign has at most "
            + MAX
            + " characters, a player at most "
            + OF_ONE_MAX
            + ", and "
            + OF_ONE_EVER_MAX
            + " with those that retired");
  }

  static Verdict create(Scene scene, NewCharacter asked) {
    Draft draft = scene.draft;
    String owner = scene.isDm() ? asked.owner : scene.sender.id();
    if (asked.owner != null && !asked.owner.equals(owner)) {
      return Verdict.refuse(Code.FORBIDDEN, "a player's characters are the player's own");
    }
    Verdict.Refused no = Ledger.CHARACTERS.size(draft) >= MAX ? full() : mayNotOwn(draft, owner);
    if (no != null) {
      return no;
    }
    String id = "p" + Ledger.next(draft, "character");
    Ledger.CHARACTERS
        .of(id)
        .set(
            draft,
            new Ledger.Hero(
                asked.name,
                owner,
                false,
                null,
                asked.sheet,
                Vitals.healthy(asked.sheet.hpMax(), asked.sheet.pools(scene.edition()))));
    scene.says(asked.name + " joins the campaign");
    return draft.accept();
  }

  static Verdict edit(Scene scene, CharacterEdit asked) {
    return scene.with(
        asked.id,
        figure -> {
          HeroSlot hero = figure.hero();
          if (hero == null) {
            return Scene.none(asked.id);
          }
          Verdict.Refused stale = scene.stale(asked.id, asked.version, "\"" + figure.name() + "\"");
          if (stale != null) {
            return stale;
          }
          if (asked.owner != null) {
            if (!scene.isDm()) {
              return Verdict.refuse(Code.FORBIDDEN, "only the DM gives characters away");
            }
            Verdict.Refused no =
                asked.owner.equals(figure.owner()) ? null : mayNotOwn(scene.draft, asked.owner);
            if (no != null) {
              return no;
            }
            hero.owner().set(scene.draft, asked.owner);
          }
          if (asked.name != null) {
            hero.name().set(scene.draft, asked.name);
          }
          if (asked.sheet != null) {
            Vitals fitted =
                fitted(
                    figure.vitals(),
                    hero.sheet().need(scene.draft).pools(scene.edition()),
                    asked.sheet,
                    asked.sheet.pools(scene.edition()));
            hero.sheet().set(scene.draft, asked.sheet);
            hero.vitals().set(scene.draft, fitted);
          }
          scene.says(figure.name() + " is changed");
          return scene.draft.accept();
        });
  }

  /**
   * The vitals on a changed sheet: hit points lost and uses spent stay lost and spent. What the old
   * sheet gave and the new one does not give goes; what is by no sheet stays.
   */
  private static Vitals fitted(Vitals before, List<Pool> gave, Sheet sheet, List<Pool> gives) {
    HitPoints hp = before.hp();
    int max = Math.max(0, sheet.hpMax() + hp.max() - hp.maxNormal());
    int now = hp.now() == 0 ? 0 : Math.clamp(hp.now() + max - hp.max(), 1, Math.max(1, max));
    Map<String, Pool> pools = new TreeMap<>(before.pools());
    gave.forEach(old -> pools.remove(old.name()));
    for (Pool fresh : gives) {
      Pool old = before.pools().get(fresh.name());
      if (old == null && SpellSlots.isPact(fresh)) {
        // Pact slots rise to another level all at once.
        old = before.poolList().stream().filter(SpellSlots::isPact).findFirst().orElse(null);
      }
      int spent = old == null ? 0 : old.max() - old.left();
      pools.put(fresh.name(), fresh.withLeft(Math.max(0, fresh.max() - spent)));
    }
    return new Vitals(
        new HitPoints(Math.min(now, max), max, sheet.hpMax(), hp.temporary()),
        before.life(),
        before.deathSaves(),
        before.exhaustion(),
        before.concentration(),
        before.afflictions(),
        pools,
        before.asks());
  }

  /** Takes the character out of the party. The DM keeps what it was. */
  static Verdict retire(Scene scene, Harm.OfCreature asked) {
    return scene.with(
        asked.id(),
        figure -> {
          if (figure.hero() == null) {
            return Scene.none(asked.id());
          }
          figure.hero().retired().set(scene.draft, true);
          scene.says(figure.name() + " leaves the campaign");
          return scene.draft.accept();
        });
  }

  // --- From one campaign to another ---

  /**
   * A character comes from another campaign, as it left it.
   *
   * @param origin the campaign and id that it had there
   * @param hero as the room of that campaign kept it
   */
  @Payload
  record Arrives(@Length(max = 200) String origin, @Bytes(max = HERO_BYTES_MAX) JsonObject hero) {}

  /**
   * Leaves the party for another campaign. This can't be undone, or the character would be in both.
   */
  static Verdict depart(Scene scene, Harm.OfCreature asked) {
    HeroSlot hero = Ledger.CHARACTERS.of(asked.id());
    if (hero.exists(scene.draft) && hero.retired().need(scene.draft)) {
      Figure figure = Figure.find(scene.draft, asked.id());
      Verdict.Refused no = figure == null ? null : scene.mayNot(figure);
      return no != null ? no : scene.draft.accept();
    }
    scene.fix();
    return retire(scene, asked);
  }

  static Verdict arrive(Scene scene, Arrives asked) {
    Draft draft = scene.draft;
    for (String id : Ledger.CHARACTERS.keys(draft)) {
      if (asked.origin.equals(Ledger.CHARACTERS.of(id).origin().get(draft))) {
        return Verdict.refuse(Code.CONFLICT, "this character has come already");
      }
    }
    Ledger.Hero was;
    try {
      was = HeroType.INSTANCE.of(asked.hero);
    } catch (RuntimeException notOne) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"hero\" can't be read as a character");
    }
    String owner = scene.sender.id();
    Verdict.Refused no = Ledger.CHARACTERS.size(draft) >= MAX ? full() : mayNotOwn(draft, owner);
    if (no != null) {
      return no;
    }
    String id = "p" + Ledger.next(draft, "character");
    Ledger.CHARACTERS
        .of(id)
        .set(
            draft,
            new Ledger.Hero(
                was.name(), owner, false, asked.origin, was.sheet(), travelled(was.vitals())));
    scene.fix();
    scene.says(was.name() + " comes from another campaign");
    return draft.accept();
  }

  /** Leaves out what waits for somebody's turn or for an effect: those are not in this campaign. */
  private static Vitals travelled(Vitals was) {
    Map<String, Affliction> kept = new TreeMap<>();
    was.afflictions()
        .forEach((id, each) -> {
          switch (each.until()) {
            case Until.Removed _, Until.Healed _, Until.HealedOrRested _, Until.LongRested _ ->
                kept.put(id, new Affliction(id, each.condition(), "", each.until()));
            case Until.TurnStart _, Until.TurnEnd _, Until.WhileEffect _, Until.SaveEnds _ -> {}
          }
        });
    return new Vitals(
        was.hp(),
        was.life(),
        was.deathSaves(),
        was.exhaustion(),
        null,
        kept,
        was.pools(),
        Map.of());
  }
}
