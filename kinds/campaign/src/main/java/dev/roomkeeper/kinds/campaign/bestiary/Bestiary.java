package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The creatures one can choose from, ordered by name, and how they are found. */
public final class Bestiary {
  /** The resource beside this class that holds the creatures of both SRDs, one JSON a line. */
  public static final String RESOURCE = "bestiary.jsonl";

  /** The most creatures that one search answers with. */
  public static final int FOUND_MAX = 100;

  private final List<Creature> creatures;
  private final List<String> searchNames;

  private Bestiary(List<Creature> creatures) {
    this.creatures = creatures;
    this.searchNames = creatures.stream().map(each -> plain(each.name())).toList();
  }

  public static Bestiary of(List<Creature> creatures) {
    List<Creature> sorted = new ArrayList<>(creatures);
    sorted.sort((a, b) -> a.name().compareTo(b.name()));
    return new Bestiary(List.copyOf(sorted));
  }

  /** Of what {@link #RESOURCE} holds, already parsed. */
  public static Bestiary read(List<JsonObject> lines) {
    return of(lines.stream().map(CreatureJson::read).toList());
  }

  public List<Creature> creatures() {
    return creatures;
  }

  /** The creature of that edition and id, or null where there is none. */
  public @Nullable Creature find(Edition edition, String id) {
    for (Creature creature : creatures) {
      if (creature.edition() == edition && creature.id().equals(id)) {
        return creature;
      }
    }
    return null;
  }

  /**
   * What to look for. An empty text, a null, and a full range leave open what they are about.
   *
   * @param name words that the name has, or begins with
   * @param ids the creatures to look among
   */
  public record Query(
      Edition edition,
      String name,
      String type,
      @Nullable Size size,
      int challengeEighthsMin,
      int challengeEighthsMax,
      @Nullable Set<String> ids) {
    public static Query byName(Edition edition, String name) {
      return new Query(edition, name, "", null, 0, Integer.MAX_VALUE, null);
    }

    private boolean admits(Creature creature) {
      Creature.Rank rank = creature.rank();
      return creature.edition() == edition
          && (ids == null || ids.contains(creature.id()))
          && (type.isEmpty() || rank.type().equalsIgnoreCase(type))
          && (size == null || rank.size() == size)
          && rank.challengeEighths() >= challengeEighthsMin
          && rank.challengeEighths() <= challengeEighthsMax;
    }
  }

  /**
   * The creatures that the query admits, at most {@link #FOUND_MAX}: first those whose name begins
   * with the words, then those in which each word begins a word, each by name.
   */
  public List<Creature> search(Query query) {
    String wanted = plain(query.name());
    List<Creature> first = new ArrayList<>();
    List<Creature> others = new ArrayList<>();
    for (int i = 0; i < creatures.size(); i++) {
      Creature creature = creatures.get(i);
      if (query.admits(creature)) {
        if (searchNames.get(i).startsWith(wanted)) {
          first.add(creature);
        } else if (hasWords(searchNames.get(i), wanted)) {
          others.add(creature);
        }
      }
    }
    first.addAll(others);
    return List.copyOf(first.subList(0, Math.min(FOUND_MAX, first.size())));
  }

  private static boolean hasWords(String name, String wanted) {
    String padded = " " + name;
    int from = 0;
    while (from <= wanted.length()) {
      int space = wanted.indexOf(' ', from);
      int end = space < 0 ? wanted.length() : space;
      if (!padded.contains(" " + wanted.substring(from, end))) {
        return false;
      }
      from = end + 1;
    }
    return true;
  }

  /** Lower case, and anything that is no letter or digit a space. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (char c : text.strip().toLowerCase(Locale.ROOT).toCharArray()) {
      boolean isSpace = !Character.isLetterOrDigit(c);
      if (!isSpace) {
        plain.append(c);
      } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    }
    return plain.toString().strip();
  }
}
