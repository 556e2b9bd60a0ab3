package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft on the layers of a room, which notes what is written into it. */
final class RoomDraft implements Draft {
  private final @Nullable String actor;
  private final List<Event> events = new ArrayList<>();
  private Layers layers;
  private Change.Nested change = Change.NONE;
  private JsonObject overlay = JsonObject.EMPTY;

  RoomDraft(Layers layers, @Nullable String actor) {
    this.layers = layers;
    this.actor = actor;
  }

  @Override
  public Layers layers() {
    return layers;
  }

  @Override
  public void put(String layer, List<String> path, Json value) {
    write(layer, Change.at(layers.layer(layer).root(), path, value));
  }

  @Override
  public void remove(String layer, List<String> path) {
    write(layer, Change.at(layers.layer(layer).root(), path, null));
  }

  @Override
  public void merge(String layer, List<String> path, JsonObject patch) {
    JsonObject whole = patch;
    for (String key : path.reversed()) {
      whole = JsonObject.of(key, whole);
    }
    write(layer, Change.of(layers.layer(layer), new Patch(whole)));
  }

  @Override
  public void clear(String layer) {
    write(layer, Change.diff(layers.layer(layer), Document.EMPTY));
  }

  private void write(String layer, Change.Nested inLayer) {
    if (!inLayer.isEmpty()) {
      Change.Nested whole = Change.NONE.with(layer, inLayer);
      layers = layers.apply(whole);
      change = Change.compose(change, whole);
    }
  }

  @Override
  public void overlay(String layer, JsonObject patch) {
    overlay = Overlay.merge(overlay, JsonObject.of(layer, patch));
  }

  @Override
  public void event(String layer, String type, JsonObject payload) {
    events.add(new Event(layer, type, actor, payload));
  }

  @Override
  public List<Member> members() {
    return Members.all(layers);
  }

  @Override
  public @Nullable Member member(String id) {
    return Members.of(layers, id);
  }

  @Override
  public void hold(String memberId, String layer) {
    if (layer.equals(Layers.SERVER)) {
      throw new IllegalArgumentException("nobody holds the server's layer");
    }
    put(Layers.SERVER, held(memberId, layer), Json.Bool.TRUE);
  }

  @Override
  public void release(String memberId, String layer) {
    remove(Layers.SERVER, held(memberId, layer));
  }

  private static List<String> held(String memberId, String layer) {
    return List.of(Members.MEMBERS, memberId, Members.LAYERS, layer);
  }

  /** What was written so far. */
  Written written() {
    return new Written(change, overlay, events);
  }

  /**
   * @param change by layer
   * @param overlay last values by layer, null where one ends
   */
  record Written(Change.Nested change, JsonObject overlay, List<Event> events) {
    Written {
      events = List.copyOf(events);
    }
  }
}
