package dev.roomkeeper.server.campaigns;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the creatures that everybody can choose from, and the reading of those that one brings. */
public interface Creatures {
  /** The most creatures that one search answers with. */
  int FOUND_MAX = 100;

  /**
   * What to look for. What is empty or null, and a full range, leaves open what it is about.
   *
   * @param edition {@code "2014"} or {@code "2024"}
   * @param name words that the name has, or begins with
   * @param challengeMin in eighths: a challenge rating of 1/8 is 1
   */
  record Query(
      String edition,
      String name,
      String type,
      @Nullable String size,
      int challengeMin,
      int challengeMax) {}

  /** What came of an import: creatures as JSON, and a line for each thing that was not read. */
  record Imported(List<JsonObject> creatures, List<String> notRead) {}

  /**
   * Creatures as JSON, as figures alone, the best first.
   *
   * @throws IllegalArgumentException where there is no such edition or size
   */
  List<JsonObject> search(Query query);

  Optional<JsonObject> find(String edition, String id);

  /**
   * Reads what open5e or Improved Initiative exports.
   *
   * @throws IllegalArgumentException where there is no such edition
   */
  Imported read(JsonObject exported, String edition);

  /**
   * The creature as it would be written again.
   *
   * @throws IllegalArgumentException where it is none
   */
  JsonObject checked(JsonObject creature);

  /** Whose work the creatures are of, word for word. */
  List<String> credits();
}
