package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.host.StoredForm;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.module.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A commit with its JSON as text, as {@code commit_log} stores it.
 *
 * @param events null for none
 */
record CommitRow(Commit commit, String patch, String inverse, @Nullable String events) {

  static CommitRow of(Commit commit) {
    Change.Nested stored = StoredForm.stored(commit.change());
    return new CommitRow(
        commit,
        utf8(JsonCodec.writePatch(stored)),
        utf8(JsonCodec.writeInverse(stored)),
        keptEvents(commit));
  }

  private static @Nullable String keptEvents(Commit commit) {
    List<Event> kept = commit.events().stream().filter(Event::kept).toList();
    return kept.isEmpty() ? null : text(events(kept));
  }

  /** A member chose this text, and PostgreSQL does not take every character. */
  @Nullable String command() {
    String command = commit.command();
    return command == null ? null : command.replace('\0', '\uFFFD');
  }

  long bytes() {
    return 200L + patch.length() + inverse.length() + (events == null ? 0 : events.length());
  }

  /** Reads a row. An error never quotes its contents. */
  static Commit read(ResultSet row, @SuppressWarnings("unused") StatementContext context)
      throws SQLException {
    try {
      return read(row);
    } catch (RuntimeException e) {
      throw new StorageException("commit " + row.getLong("version") + " of a room can't be read");
    }
  }

  private static Commit read(ResultSet row) throws SQLException {
    return new Commit(
        Objects.requireNonNull(row.getString("id")),
        new Commit.Span(row.getLong("epoch"), row.getLong("base"), row.getLong("version")),
        row.getLong("made_at"),
        new Commit.Cause(row.getString("author"), row.getLong("seq"), row.getString("command")),
        row.getBoolean("durable"),
        StoredForm.change(
            Change.ofPatches(
                json(Objects.requireNonNull(row.getString("patch"))),
                json(Objects.requireNonNull(row.getString("inverse"))))),
        readEvents(row.getString("events")));
  }

  /**
   * An object keyed by position instead of an array, since a payload may be null and an item of our
   * arrays may not.
   */
  private static JsonObject events(List<Event> events) {
    JsonObject all = JsonObject.EMPTY;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      JsonObject one =
          JsonObject.of("layer", Json.of(event.layer()))
              .with("type", event.type())
              .with("payload", event.payload());
      all =
          all.with(String.valueOf(i), event.from() == null ? one : one.with("from", event.from()));
    }
    return all;
  }

  private static List<Event> readEvents(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    JsonObject all = json(text);
    List<Event> events = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      JsonObject one = all.object(String.valueOf(i));
      events.add(
          new Event(
              Objects.requireNonNull(one.text("layer")),
              Objects.requireNonNull(one.text("type")),
              one.text("from"),
              one.object("payload")));
    }
    return events;
  }

  static String text(Json json) {
    return utf8(JsonCodec.write(json));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static JsonObject json(String text) {
    return JsonCodec.readOwn(text.getBytes(StandardCharsets.UTF_8));
  }
}
