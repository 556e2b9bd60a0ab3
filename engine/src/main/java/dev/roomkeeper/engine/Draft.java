package dev.roomkeeper.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a callback of a {@link RoomKind} reads from and writes into: the room as it is, changed so
 * far.
 */
public final class Draft {
  private final @Nullable String actor;
  private final List<Event> events = new ArrayList<>();
  private Layers layers;
  private Change.Nested change = Change.NONE;
  private JsonObject overlay = JsonObject.EMPTY;

  Draft(Layers layers, @Nullable String actor) {
    this.layers = layers;
    this.actor = actor;
  }

  /** The layers as they stand in this draft. */
  public Layers layers() {
    return layers;
  }

  /** The value at the path in the layer, or null. */
  public @Nullable Json get(String layer, List<String> path) {
    return layers.root().object(layer).get(path);
  }

  /** The object at the path in the layer; an empty one where there is none. */
  public JsonObject object(String layer, List<String> path) {
    return layers.root().object(layer).object(path);
  }

  /** Puts the value at the path, in place of whatever is there. */
  public void put(String layer, List<String> path, Json value) {
    write(layer, Change.at(layers.layer(layer).root(), path, value));
  }

  /** Removes what is at the path, if anything is. */
  public void remove(String layer, List<String> path) {
    write(layer, Change.at(layers.layer(layer).root(), path, null));
  }

  /**
   * Applies an RFC 7396 patch to the object at the path, which comes into being if it is missing.
   */
  public void merge(String layer, List<String> path, JsonObject patch) {
    JsonObject whole = patch;
    for (String key : path.reversed()) {
      whole = JsonObject.of(key, whole);
    }
    write(layer, Change.of(layers.layer(layer), new Patch(whole)));
  }

  /** Removes all that is in the layer. */
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

  /**
   * Lays last values over the layer, null to end one. Only a command that is ephemeral may lay any;
   * every command may end them, whoever's they are.
   */
  public void overlay(String layer, JsonObject patch) {
    overlay = Overlay.merge(overlay, JsonObject.of(layer, patch));
  }

  /** Tells those who hold the layer of something that is not state; it comes from whoever acts. */
  public void event(String layer, String type, JsonObject payload) {
    events.add(new Event(layer, type, actor, payload));
  }

  /** The members, those offline included, by id. */
  public List<Member> members() {
    List<Member> members = new ArrayList<>();
    object(Layers.SERVER, List.of(Member.MEMBERS))
        .forEach((id, kept) -> members.add(Member.of(id, (JsonObject) kept)));
    return members;
  }

  /** The member of this id, or null. */
  public @Nullable Member member(String id) {
    return get(Layers.SERVER, List.of(Member.MEMBERS, id)) instanceof JsonObject kept
        ? Member.of(id, kept)
        : null;
  }

  /** From now on the member sees the layer. */
  public void hold(String memberId, String layer) {
    if (layer.equals(Layers.SERVER)) {
      throw new IllegalArgumentException("nobody holds the server's layer");
    }
    put(Layers.SERVER, List.of(Member.MEMBERS, memberId, Member.LAYERS, layer), Json.Bool.TRUE);
  }

  /** From now on the member sees the layer no more. */
  public void release(String memberId, String layer) {
    remove(Layers.SERVER, List.of(Member.MEMBERS, memberId, Member.LAYERS, layer));
  }

  /** The verdict that all written here is done. */
  public Verdict accept() {
    return accepted();
  }

  Verdict.Accepted accepted() {
    return new Verdict.Accepted(change, overlay, events);
  }
}
