package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Bestiary;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.CreatureJson;
import dev.roomkeeper.kinds.campaign.bestiary.Credits;
import dev.roomkeeper.kinds.campaign.bestiary.Size;
import dev.roomkeeper.kinds.campaign.bestiary.reading.Import;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.module.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The creatures of both SRDs, as the kind of campaigns has them. */
final class Creatures {
  /** The most creatures that one search answers with. */
  static final int FOUND_MAX = 100;

  /**
   * What to look for. What is empty or null, and a full range, leaves open what it is about.
   *
   * @param edition {@code "2014"} or {@code "2024"}
   * @param name words that the name has, or begins with
   * @param challengeMin in eighths: a challenge rating of 1/8 is 1
   * @param ids the creatures to look among
   */
  record Query(
      String edition,
      String name,
      String type,
      @Nullable String size,
      int challengeMin,
      int challengeMax,
      @Nullable Set<String> ids) {}

  /** What came of an import: creatures as JSON, and a line for each thing that was not read. */
  record Imported(List<JsonObject> creatures, List<String> notRead) {}

  private final Bestiary bestiary;

  private Creatures(Bestiary bestiary) {
    this.bestiary = bestiary;
  }

  static Creatures read() {
    try (InputStream in =
        Objects.requireNonNull(Bestiary.class.getResourceAsStream(Bestiary.RESOURCE))) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<JsonObject> lines =
          all.lines()
              .map(line -> JsonCodec.readOwn(line.getBytes(StandardCharsets.UTF_8)))
              .toList();
      return new Creatures(Bestiary.read(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bestiary bestiary() {
    return bestiary;
  }

  private static Edition edition(String key) {
    Edition edition = Edition.of(key);
    if (edition == null) {
      throw new IllegalArgumentException("\"edition\" must be 2014 or 2024");
    }
    return edition;
  }

  List<JsonObject> search(Query query) {
    Size size = query.size() == null ? null : Size.of(query.size());
    if (query.size() != null && size == null) {
      throw new IllegalArgumentException("\"size\" must be tiny, small, medium, large and so on");
    }
    Bestiary.Query asked =
        new Bestiary.Query(
            edition(query.edition()),
            query.name(),
            query.type(),
            size,
            query.challengeMin(),
            query.challengeMax(),
            query.ids());
    return bestiary.search(asked).stream().map(CreatureJson::write).toList();
  }

  Optional<JsonObject> find(String edition, String id) {
    Creature creature = bestiary.find(edition(edition), id);
    return Optional.ofNullable(creature).map(CreatureJson::write);
  }

  Imported read(JsonObject exported, String edition) {
    Import read = Import.read(exported, edition(edition), Creatures::parsed);
    return new Imported(
        read.creatures().stream().map(CreatureJson::write).toList(), read.notRead());
  }

  /** JSON within a text; an array is read as the only member of an object. */
  private static Json parsed(String text) {
    try {
      byte[] wrapped = ("{\"it\":" + text + "}").getBytes(StandardCharsets.UTF_8);
      return Objects.requireNonNullElse(JsonCodec.readObject(wrapped).get("it"), JsonObject.EMPTY);
    } catch (JsonCodec.MalformedJson e) {
      throw new IllegalArgumentException("this is no JSON", e);
    }
  }

  JsonObject checked(JsonObject creature) {
    return CreatureJson.write(CreatureJson.read(creature));
  }

  List<String> credits() {
    return Credits.sentences();
  }
}
