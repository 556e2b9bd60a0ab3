package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One flush of a space in the course's dialect: who came, walked and went, and what was said. Each
 * frame is built once for all receivers. Shared by the event loops.
 */
final class CourseFrames {
  private static final String CELL = "cell:";
  private static final String WALKERS = "walkers";
  private static final String CHAT = "chat";

  /**
   * A walk and the frame that reports it.
   *
   * @param frame null if there is nothing to report
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Told(Walk walk, byte @Nullable [] frame) {}

  private final Flush flush;
  private final List<String> changedCells;
  private final Map<List<String>, List<Told>> walks = new HashMap<>();
  private @Nullable List<byte[]> lines;

  CourseFrames(Flush flush) {
    this.flush = flush;
    this.changedCells = flush.change().keys().stream().filter(CourseFrames::isCell).toList();
  }

  private static boolean isCell(String layer) {
    return layer.startsWith(CELL);
  }

  /** The positions in these layers, by id. */
  static Map<String, JsonObject> places(Map<String, Document> layers) {
    Map<String, JsonObject> places = new LinkedHashMap<>();
    layers.forEach((layer, document) -> {
      if (isCell(layer)) {
        document.root().object(WALKERS).forEach((id, place) -> places.put(id, (JsonObject) place));
      }
    });
    return places;
  }

  /** The walks that this connection sees, including its own. */
  synchronized List<Told> walks(Set<String> throughout, Flush.@Nullable Personal move) {
    List<String> cells = changedCells.stream().filter(throughout::contains).toList();
    return move == null || (move.enter().isEmpty() && move.leave().isEmpty())
        ? walks.computeIfAbsent(cells, _ -> told(inCells(cells)))
        : told(moving(inCells(cells), move));
  }

  private static List<Told> told(Map<String, Walk> walks) {
    return walks.values().stream().map(walk -> new Told(walk, walk.frame())).toList();
  }

  private Map<String, Walk> inCells(List<String> cells) {
    Map<String, Walk> seen = new LinkedHashMap<>();
    for (String cell : cells) {
      JsonObject after = flush.layers().root().object(cell).object(WALKERS);
      entries(flush.change().at(cell).get(WALKERS))
          .forEach((id, change) -> {
            boolean wasThere = !(change instanceof Change.Replace(var before, _)) || before != null;
            see(seen, id, wasThere, after.get(id) instanceof JsonObject place ? place : null);
          });
    }
    return seen;
  }

  /** Whoever comes into sight is new or has walked there. Whoever goes out of sight is gone. */
  private static Map<String, Walk> moving(Map<String, Walk> seen, Flush.Personal move) {
    places(move.leave()).forEach((id, _) -> see(seen, id, true, null));
    places(move.enter()).forEach((id, place) -> see(seen, id, false, place));
    return seen;
  }

  /** Nobody stands in two cells. Whoever left one cell and entered another has walked. */
  private static void see(
      Map<String, Walk> seen, String id, boolean wasThere, @Nullable JsonObject place) {
    seen.merge(
        id,
        new Walk(id, wasThere, place),
        (one, other) ->
            new Walk(
                id,
                one.wasThere() || other.wasThere(),
                one.place() == null ? other.place() : one.place()));
  }

  /** The frames of what was said, in order. */
  synchronized List<byte[]> lines() {
    if (lines == null) {
      List<byte[]> said = new ArrayList<>();
      entries(flush.change().at(Layers.ALL).get(CHAT))
          .forEach((id, change) -> {
            if (change instanceof Change.Replace(_, JsonObject line)) {
              said.add(line(id, line));
            }
          });
      lines = said;
    }
    return lines;
  }

  private static byte[] line(String id, JsonObject line) {
    return Frames.message(
        "new-message",
        JsonObject.of("id", Json.of(id))
            .with("userId", text(line, "from"))
            .with("name", text(line, "name"))
            .with("message", text(line, "message")));
  }

  private static String text(JsonObject line, String key) {
    String text = line.text(key);
    return text == null ? "" : text;
  }

  /** The changes in an object by key. The object itself may appear or disappear. */
  private static Map<String, Change> entries(@Nullable Change change) {
    Map<String, Change> entries = new LinkedHashMap<>();
    switch (change) {
      case null -> {}
      case Change.Nested nested -> nested.forEach(entries::put);
      case Change.Replace(var before, var after) -> {
        if (before instanceof JsonObject gone) {
          gone.forEach((key, value) -> entries.put(key, new Change.Replace(value, null)));
        }
        if (after instanceof JsonObject come) {
          come.forEach((key, value) -> entries.put(key, new Change.Replace(null, value)));
        }
      }
    }
    return entries;
  }
}
