package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;

/**
 * How rooms are stored in a journal. The engine's layer here is a part of the server's layer there,
 * because the first version wrote it so. Nodes of both versions can read what either writes, and
 * may run side by side.
 */
public final class StoredForm {
  /** The keys of the engine's layer; in a journal they are keys of the server's layer. */
  static final List<String> KEYS =
      List.of(Members.MEMBERS, Session.SESSIONS, Timers.TIMERS, House.BANS, Room.STATE_VERSION);

  private StoredForm() {}

  /** Kept layers in stored form. */
  public static JsonObject stored(Layers layers) {
    JsonObject root = layers.root();
    JsonObject server = root.object(Layers.SERVER);
    for (String key : KEYS) {
      Json value = root.object(Layers.ENGINE).get(key);
      server = value == null ? server : server.with(key, value);
    }
    JsonObject rest = root.without(Layers.ENGINE).without(Layers.SERVER);
    return server.isEmpty() ? rest : rest.with(Layers.SERVER, server);
  }

  /** Kept layers read from stored form. */
  public static Layers layers(JsonObject stored) {
    JsonObject server = stored.object(Layers.SERVER);
    JsonObject engine = JsonObject.EMPTY;
    for (String key : KEYS) {
      Json value = server.get(key);
      if (value != null) {
        engine = engine.with(key, value);
        server = server.without(key);
      }
    }
    JsonObject root = stored.without(Layers.SERVER);
    root = server.isEmpty() ? root : root.with(Layers.SERVER, server);
    return new Layers(engine.isEmpty() ? root : root.with(Layers.ENGINE, engine));
  }

  /** A commit's change in stored form. */
  public static Change.Nested stored(Change.Nested change) {
    Change.Nested server = change.at(Layers.SERVER);
    for (String key : KEYS) {
      Change inEngine = change.at(Layers.ENGINE).get(key);
      server = inEngine == null ? server : server.with(key, inEngine);
    }
    return with(with(change, Layers.ENGINE, Change.NONE), Layers.SERVER, server);
  }

  /** A commit's change read from stored form. */
  public static Change.Nested change(Change.Nested stored) {
    Change.Nested server = stored.at(Layers.SERVER);
    Change.Nested engine = Change.NONE;
    for (String key : KEYS) {
      engine = engine.with(key, server.get(key));
      server = server.with(key, null);
    }
    return with(with(stored, Layers.SERVER, server), Layers.ENGINE, engine);
  }

  private static Change.Nested with(Change.Nested change, String layer, Change.Nested inLayer) {
    return change.with(layer, inLayer.isEmpty() ? null : inLayer);
  }
}
