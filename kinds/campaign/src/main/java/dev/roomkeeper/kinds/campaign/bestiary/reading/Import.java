package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Creatures that somebody brings along, and what of them was not read.
 *
 * @param notRead one line for each thing, with the creature's name before it
 */
public record Import(List<Creature> creatures, List<String> notRead) {
  /** The most creatures of one import. */
  public static final int CREATURES_MAX = 1000;

  public Import {
    creatures = List.copyOf(creatures);
    notRead = List.copyOf(notRead);
  }

  /**
   * Reads one creature, an array of them, a page of open5e's answers ({@code results}), or what
   * Improved Initiative exports: an object whose members are stat blocks, or texts that hold them.
   *
   * @param edition by which rules they are meant; the formats do not always tell
   * @param parse makes JSON of a text, and throws an IllegalArgumentException where it is none
   */
  public static Import read(Json json, Edition edition, Function<String, Json> parse) {
    Report report = new Report();
    List<JsonObject> found = new ArrayList<>();
    gather(json, parse, report, found, 0);
    List<Creature> creatures = new ArrayList<>();
    for (JsonObject each : found) {
      if (creatures.size() == CREATURES_MAX) {
        report.about("");
        report.add("only the first " + CREATURES_MAX + " creatures were read");
        break;
      }
      try {
        creatures.add(
            ImprovedInitiative.isStatBlock(each)
                ? ImprovedInitiative.read(each, edition, report)
                : Open5e.read(each, edition, report));
      } catch (IllegalArgumentException e) {
        report.add("not read: " + e.getMessage());
      }
    }
    report.about("");
    if (creatures.isEmpty()) {
      report.add("no creature was found");
    }
    return new Import(creatures, report.lines());
  }

  private static boolean isOpen5e(JsonObject json) {
    return json.has("name") && json.has("hit_points");
  }

  private static void gather(
      Json json, Function<String, Json> parse, Report report, List<JsonObject> found, int depth) {
    if (depth > 3 || found.size() > CREATURES_MAX) {
      return;
    }
    switch (json) {
      case Json.Arr(List<Json> items) ->
          items.forEach(item -> gather(item, parse, report, found, depth + 1));
      case JsonObject object when isOpen5e(object) || ImprovedInitiative.isStatBlock(object) ->
          found.add(object);
      case JsonObject object ->
          object.forEach((key, value) -> {
            if (value instanceof Json.Text(String text)) {
              gatherText(key, text, parse, report, found, depth);
            } else {
              gather(value, parse, report, found, depth + 1);
            }
          });
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  /** Improved Initiative's export holds the entries of a browser's storage: JSON within texts. */
  private static void gatherText(
      String key,
      String text,
      Function<String, Json> parse,
      Report report,
      List<JsonObject> found,
      int depth) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return;
    }
    try {
      gather(parse.apply(text), parse, report, found, depth + 1);
    } catch (IllegalArgumentException e) {
      report.add("no JSON under " + key);
    }
  }
}
