package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.text;

import dev.roomkeeper.engine.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the data lack of the SRDs' figures, by hand: {@code amendments.jsonl}. The data of 2024 have
 * no resistance to plain weapons' damage, no vulnerability, and not all condition immunities; those
 * here are the SRD 5.2.1's. Each line names an edition and an id, and the members that it sets;
 * {@code drop} leaves a creature out that the data have twice.
 */
final class Amendments {
  private final Map<String, JsonObject> open = new TreeMap<>();

  static Amendments read() throws IOException {
    Amendments amendments = new Amendments();
    try (InputStream in = Amendments.class.getResourceAsStream("amendments.jsonl")) {
      if (in == null) {
        throw new IllegalStateException("there are no amendments");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonObject each = (JsonObject) TextJson.parse(line);
        amendments.open.put(key(each), each);
      }
    }
    return amendments;
  }

  private static String key(JsonObject creature) {
    return text(creature, "e") + " " + text(creature, "id");
  }

  /** The creature with what is to be set, or null if it is to be left out. */
  @Nullable JsonObject apply(JsonObject creature) {
    JsonObject amendment = open.remove(key(creature));
    if (amendment == null) {
      return creature;
    }
    JsonObject[] amended = {creature};
    amendment.forEach((key, value) -> amended[0] = amended[0].with(key, value));
    return amendment.has("drop") ? null : amended[0];
  }

  /** An amendment of no creature is a mistake. */
  void checkAllApplied() {
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "there is no creature for the amendments of " + open.keySet());
    }
  }
}
