package dev.roomkeeper.kinds.campaign.bestiary.reading;

import java.util.regex.Pattern;

/** The words that stat blocks are made of, as parts of patterns. */
final class Words {
  static final String ABILITY = "(Strength|Dexterity|Constitution|Intelligence|Wisdom|Charisma)";

  static final String TYPE =
      "(?:acid|bludgeoning|cold|fire|force|lightning|necrotic|piercing|poison|psychic|radiant"
          + "|slashing|thunder)";

  static final String CONDITION =
      "(?:blinded|charmed|deafened|frightened|grappled|incapacitated|invisible|paralyzed|petrified"
          + "|poisoned|prone|restrained|stunned|unconscious)";

  static final String DICE = "\\d+d\\d+(?:\\s*[+\\-−–]\\s*\\d+)?";

  private Words() {}

  static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
