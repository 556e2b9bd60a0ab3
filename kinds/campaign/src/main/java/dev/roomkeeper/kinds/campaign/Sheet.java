package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Spread;
import dev.roomkeeper.kinds.campaign.rules.CharacterClass;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Defences;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Nature;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import dev.roomkeeper.kinds.campaign.rules.SpellSlots;
import java.util.List;

/**
 * What a fight asks of a character's sheet.
 *
 * @param bonus to initiative
 * @param dexterity the score, which breaks ties
 * @param constitution the modifier, for hit dice
 * @param constitutionSave what is added to saves for concentration
 */
@Data
@Payload
record Sheet(
    @Range(min = 1, max = HitPoints.MAX) int hpMax,
    @Range(min = 0, max = 99) @Default("10") int armorClass,
    @Range(min = -50, max = 50) @Default("0") int bonus,
    @Range(min = 0, max = 99) @Default("10") int dexterity,
    @Range(min = -20, max = 20) @Default("0") int constitution,
    @Range(min = -50, max = 50) @Default("0") int constitutionSave,
    @Size(max = 12) @Default("[]") List<Levels> classes,
    @Spread Withstands withstands) {

  /** Levels in one class. */
  @Data
  @Payload
  record Levels(CharacterClass of, @Range(min = 1, max = SpellSlots.LEVEL_MAX) int level) {}

  /** What harms the character less or more than others. */
  @Data
  @Payload
  record Withstands(
      @Size(max = 14) @Default("[]") List<DamageType> resistances,
      @Size(max = 14) @Default("[]") List<DamageType> immunities,
      @Size(max = 14) @Default("[]") List<DamageType> vulnerabilities,
      @Size(max = 15) @Default("[]") List<Condition> conditionImmunities) {}

  List<Pool> pools(Edition edition) {
    return SpellSlots.pools(
        edition,
        classes.stream().map(each -> new SpellSlots.ClassLevel(each.of, each.level)).toList());
  }

  Nature nature() {
    return new Nature(
        Nature.Being.CHARACTER,
        new Defences(
            against(withstands.immunities),
            against(withstands.resistances),
            against(withstands.vulnerabilities)),
        withstands.conditionImmunities);
  }

  private static List<Defences.Defence> against(List<DamageType> types) {
    return types.stream().map(type -> new Defences.Defence(type, Defences.Against.ALL)).toList();
  }
}
