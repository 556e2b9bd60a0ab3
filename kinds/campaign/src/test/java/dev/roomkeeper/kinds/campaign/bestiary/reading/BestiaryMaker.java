package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.number;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.text;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.CreatureJson;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bestiary's file from open5e's data of both SRDs: {@code BestiaryMaker DATA OUT REPORT},
 * where DATA has the folders 2014 and 2024. {@code scripts/bestiary.sh} runs it.
 */
final class BestiaryMaker {
  private final Path data;
  private final Report report = new Report();
  private final List<Creature> creatures = new ArrayList<>();

  private BestiaryMaker(Path data) {
    this.data = data;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: BestiaryMaker DATA OUT REPORT");
    }
    BestiaryMaker maker = new BestiaryMaker(Path.of(args[0]));
    for (Edition edition : Edition.values()) {
      maker.read(edition);
    }
    List<String> lines = maker.lines(Amendments.read());
    Files.writeString(Path.of(args[1]), String.join("\n", lines) + "\n");
    Files.writeString(Path.of(args[2]), String.join("\n", maker.report.lines()) + "\n");
  }

  /** The creatures as they are written down: amended, and read back to be sure that they can be. */
  private List<String> lines(Amendments amendments) {
    List<String> lines = new ArrayList<>();
    for (Creature creature : creatures) {
      JsonObject amended = amendments.apply(CreatureJson.write(creature));
      if (amended == null) {
        report.about(creature.name());
        report.add("left out, as " + creature.id() + " is another creature's stub");
      } else {
        Creature whole = CreatureJson.read(amended);
        JsonObject written = CreatureJson.write(whole);
        if (!CreatureJson.read(written).equals(whole)) {
          throw new IllegalStateException(creature.name() + " is not read as it was written");
        }
        lines.add(written.toString());
      }
    }
    amendments.checkAllApplied();
    return lines;
  }

  private List<JsonObject> rows(Edition edition, String table) throws IOException {
    Json rows = TextJson.parse(Files.readString(data.resolve(edition.key()).resolve(table)));
    List<JsonObject> objects = new ArrayList<>();
    if (rows instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        JsonObject row = (JsonObject) item;
        objects.add(row.object("fields").with("pk", text(row, "pk")));
      }
    }
    return objects;
  }

  /** Rows by their parent, in the order of the table, which is no order; so by their own. */
  private static Map<String, List<JsonObject>> byParent(List<JsonObject> rows) {
    List<JsonObject> sorted = new ArrayList<>(rows);
    sorted.sort((a, b) ->
        Integer.compare(number(a, "order_in_statblock", 0), number(b, "order_in_statblock", 0)));
    Map<String, List<JsonObject>> byParent = new TreeMap<>();
    for (JsonObject row : sorted) {
      byParent.computeIfAbsent(text(row, "parent"), _ -> new ArrayList<>()).add(row);
    }
    return byParent;
  }

  private void read(Edition edition) throws IOException {
    Map<String, List<JsonObject>> actions = byParent(rows(edition, "CreatureAction.json"));
    Map<String, List<JsonObject>> traits = byParent(rows(edition, "CreatureTrait.json"));
    Map<String, List<JsonObject>> attacks = byParent(rows(edition, "CreatureActionAttack.json"));
    List<JsonObject> sorted = new ArrayList<>(rows(edition, "Creature.json"));
    sorted.sort((a, b) -> text(a, "name").compareTo(text(b, "name")));
    for (JsonObject fields : sorted) {
      String pk = text(fields, "pk");
      List<JsonObject> own = actions.getOrDefault(pk, List.of());
      JsonObject shaped =
          shape(fields)
              .with("actions", new Json.Arr(List.copyOf(own)))
              .with("traits", new Json.Arr(List.copyOf(traits.getOrDefault(pk, List.of()))));
      Creature creature = Open5e.read(shaped, edition, report);
      AttackRows.check(own, attacks, creature, report);
      creatures.add(creature);
    }
  }

  /** A row of the table in the shape of the API's version 2, which the import reads. */
  private static JsonObject shape(JsonObject fields) {
    JsonObject scores = JsonObject.EMPTY;
    JsonObject saves = JsonObject.EMPTY;
    for (Ability ability : Ability.values()) {
      scores = with(scores, ability.key(), fields.get("ability_score_" + ability.key()));
      saves = with(saves, ability.key(), fields.get("saving_throw_" + ability.key()));
    }
    JsonObject skills = JsonObject.EMPTY;
    for (String key : fields.keys()) {
      if (key.startsWith("skill_bonus_")) {
        skills = with(skills, key.substring("skill_bonus_".length()), fields.get(key));
      }
    }
    JsonObject speed = JsonObject.EMPTY.with("hover", fields.isTrue("hover"));
    for (String way : List.of("walk", "burrow", "climb", "fly", "swim")) {
      speed = with(speed, way, fields.get(way));
    }
    JsonObject defences = JsonObject.EMPTY;
    for (String key : fields.keys()) {
      if (key.endsWith("_display")) {
        defences = with(defences, key, fields.get(key));
      }
    }
    return fields
        .with("key", text(fields, "pk"))
        .with("ability_scores", scores)
        .with("saving_throws", saves)
        .with("skill_bonuses", skills)
        .with("speed", speed)
        .with("resistances_and_immunities", defences)
        .with("experience_points", number(fields, "experience_points_integer", -1));
  }

  private static JsonObject with(JsonObject json, String key, @Nullable Json value) {
    return value == null ? json : json.with(key, value);
  }
}
