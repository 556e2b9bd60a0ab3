package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A draft on a room's layers that records what is written into it. */
final class RoomDraft implements Draft {
  /** Frames of the protocol itself (P17). */
  private static final List<String> RESERVED =
      List.of(
          "join",
          "joined",
          "watch",
          "watching",
          "patch",
          "ack",
          "reject",
          "error",
          "ping",
          "pong",
          "auth",
          "moving",
          "check",
          "differs");

  /**
   * What a draft needs.
   *
   * @param actor the member who acts, null for the room itself
   * @param version the room's version after the draft's commit
   * @param undo the parts that a revert leaves alone
   * @param commits the durable commits in memory, by version
   */
  record Terms(
      @Nullable String actor,
      boolean durable,
      long nowMillis,
      long version,
      Undo undo,
      LongFunction<@Nullable Commit> commits) {
    static final Terms PLAIN = at(0);

    static Terms at(long nowMillis) {
      return new Terms(null, false, nowMillis, 1, Undo.ALL, _ -> null);
    }
  }

  private final Terms terms;
  private final List<Event> events = new ArrayList<>();
  private final TreeSet<String> owed = new TreeSet<>(); // to be set again after a revert
  private boolean durable;

  private final WorkingLayers working;

  RoomDraft(Layers layers, Terms terms) {
    this.working = new WorkingLayers(layers);
    this.terms = terms;
    this.durable = terms.durable;
  }

  @Override
  public Layers layers() {
    return working.layers();
  }

  @Override
  public JsonObject object(String layer) {
    return working.object(layer);
  }

  @Override
  public void put(String layer, List<String> path, Json value) {
    writeOfKind(layer, Change.at(object(layer), path, value));
  }

  @Override
  public void remove(String layer, List<String> path) {
    writeOfKind(layer, Change.at(object(layer), path, null));
  }

  @Override
  public void merge(String layer, List<String> path, JsonObject patch) {
    JsonObject whole = patch;
    for (String key : path.reversed()) {
      whole = JsonObject.of(key, whole);
    }
    writeOfKind(layer, Change.of(new Document(object(layer)), new Patch(whole)));
  }

  @Override
  public void clear(String layer) {
    writeOfKind(layer, Change.diff(new Document(object(layer)), Document.EMPTY));
  }

  private void writeOfKind(String layer, Change.Nested inLayer) {
    if (Layers.kept(layer).equals(Layers.ENGINE)) {
      throw new IllegalArgumentException("the layer \"engine\" is written by the engine alone");
    }
    String engines = Layers.isLive(layer) ? Apart.KEY : House.KEY;
    if (inLayer.get(engines) != null) {
      throw new IllegalArgumentException("\"" + engines + "\" is written by the engine alone");
    }
    write(layer, inLayer);
  }

  @Override
  public void event(String layer, String type, JsonObject payload) {
    event(layer, type, payload, true);
  }

  @Override
  public void ephemeralEvent(String layer, String type, JsonObject payload) {
    event(layer, type, payload, false);
  }

  private void event(String layer, String type, JsonObject payload, boolean kept) {
    if (RESERVED.contains(type)) {
      throw new IllegalArgumentException("\"" + type + "\" is a frame of the protocol, no event");
    }
    if (!isForOneApart(layer)) {
      events.add(new Event(layer, type, terms.actor, payload, kept));
    }
  }

  /** Whether the event is for one member alone, who wants nothing of whoever acts. */
  private boolean isForOneApart(String layer) {
    String actor = terms.actor;
    String prefix = Layers.member("");
    return actor != null
        && layer.startsWith(prefix)
        && areApart(layer.substring(prefix.length()), actor);
  }

  // --- Writes of the engine ---

  void keep(List<String> path, @Nullable Json value) {
    write(Layers.ENGINE, Change.at(object(Layers.ENGINE), path, value));
  }

  /** Removes all live values of this member. */
  void endLive(Ownership ownership, String memberId) {
    ownership
        .endOf(memberId, layers().live())
        .forEach((layer, ended) -> {
          if (ended instanceof Change.Nested nested) {
            write(layer, nested);
          }
        });
  }

  void write(String layer, Change.Nested inLayer) {
    if (inLayer.isEmpty()) {
      return;
    }
    if (Layers.isLive(layer)) {
      JsonObject before = object(layer);
      switch (LiveState.pruned(before, inLayer)) {
        case Change.Nested left -> working.apply(layer, left);
        case Change.Replace _ ->
            working.apply(layer, Change.diff(new Document(object(layer)), Document.EMPTY));
        case null -> {}
      }
      return;
    }
    if (layer.equals(Layers.SERVER)) {
      requireKinds(inLayer);
    }
    working.apply(layer, inLayer);
    String twin = Layers.live(layer);
    Change.Nested ended = LiveState.endedBy(inLayer, object(twin));
    write(twin, ended);
  }

  /** In a journal these keys of the server's layer belong to the engine: see {@link StoredForm}. */
  private static void requireKinds(Change.Nested inServer) {
    for (String key : StoredForm.KEYS) {
      if (inServer.get(key) != null) {
        throw new IllegalArgumentException(
            "\"" + key + "\" of the layer \"server\" is the engine's");
      }
    }
  }

  // --- Durability ---

  @Override
  public boolean isDurable() {
    return durable;
  }

  @Override
  public void makeDurable() {
    durable = true;
  }

  // --- Members ---

  @Override
  public List<Member> members() {
    return Members.all(layers());
  }

  @Override
  public @Nullable Member member(String id) {
    return Members.of(layers(), id);
  }

  @Override
  public boolean areApart(String memberId, String otherId) {
    return Apart.are(layers(), memberId, otherId);
  }

  @Override
  public void hold(String memberId, String layer) {
    keep(Members.held(memberId, holdable(memberId, layer)), Json.Bool.TRUE);
  }

  @Override
  public void holdLive(String memberId, String layer) {
    List<String> path = Members.held(memberId, holdable(memberId, layer));
    write(Members.LIVE, Change.at(object(Members.LIVE), path, Json.Bool.TRUE));
  }

  private String holdable(String memberId, String layer) {
    if (Layers.isLive(layer) || !Layers.isSent(layer)) {
      throw new IllegalArgumentException("nobody can hold the layer \"" + layer + "\"");
    }
    if (Members.kept(layers(), memberId) == null) {
      throw new IllegalArgumentException("who holds a layer is a member; this one is not");
    }
    owed.remove(debt(memberId, layer));
    return layer;
  }

  @Override
  public void release(String memberId, String layer) {
    owed.remove(debt(memberId, layer));
    List<String> path = Members.held(memberId, layer);
    keep(path, null);
    write(Members.LIVE, Change.at(object(Members.LIVE), path, null));
  }

  // --- Timers ---

  @Override
  public void wakeAt(String name, long atMillis) {
    owed.remove(debt(name));
    if (name.isEmpty() || name.length() > WAKE_NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a timer's name has 1 to " + WAKE_NAME_LENGTH_MAX + " characters");
    }
    if (atMillis < 0 || atMillis - terms.nowMillis > WAKE_AHEAD_MILLIS_MAX) {
      throw new IllegalArgumentException("the timer \"" + name + "\" is too far ahead");
    }
    if (!wakes().containsKey(name) && wakes().size() >= WAKES_MAX) {
      throw new IllegalArgumentException("a room has at most " + WAKES_MAX + " timers");
    }
    keep(List.of(Timers.TIMERS, name), Json.of(atMillis));
  }

  @Override
  public void cancelWake(String name) {
    owed.remove(debt(name));
    keep(List.of(Timers.TIMERS, name), null);
  }

  @Override
  public Map<String, Long> wakes() {
    return Timers.of(layers());
  }

  // --- The past ---

  @Override
  public long version() {
    return terms.version;
  }

  @Override
  public @Nullable Commit commit(long version) {
    return terms.commits.apply(version);
  }

  @Override
  public Reverted revert(Commit commit, String asker) {
    return redo(commit, commit.change().inverse(), asker);
  }

  @Override
  public Reverted reapply(Commit commit, String asker) {
    return redo(commit, commit.change(), asker);
  }

  private Reverted redo(Commit commit, Change.Nested wanted, String asker) {
    if (!commit.durable()) {
      return new Reverted.Refused("only what was kept for good can be taken back");
    }
    if (changesMembers(wanted)) {
      return new Reverted.Refused("who is in the room can't be taken back");
    }
    Reversal reversal = new Reversal(layers(), wanted, terms.undo);
    if (!reversal.conflicts().isEmpty()) {
      List<String> held = Members.layersHeld(layers(), asker);
      return new Reverted.Conflict(
          reversal.conflicts().stream()
              .filter(place -> held.contains(place.layer()))
              .map(Reversal.Place::toString)
              .toList());
    }
    if (reversal.change().isEmpty()) {
      return new Reverted.Refused("nothing is left of it that can be taken back");
    }
    reversal.change().forEach((layer, change) -> write(layer, (Change.Nested) change));
    owe(wanted);
    return new Reverted.Done();
  }

  private static boolean changesMembers(Change.Nested change) {
    boolean[] changes = {
      change.at(Layers.ALL).get(House.KEY) != null
          || !change.at(Layers.ENGINE, House.BANS).isEmpty()
    };
    change
        .at(Layers.ENGINE, Members.MEMBERS)
        .forEach((_, member) ->
            changes[0] |=
                !(member instanceof Change.Nested nested)
                    || nested.keys().stream().anyMatch(RoomDraft::isOfMembership));
    return changes[0];
  }

  private static boolean isOfMembership(String key) {
    return !key.equals(Members.LAYERS) && !key.equals(House.NEWCOMER);
  }

  /** The kind must set again the timers and holdings that the commit changed. */
  private void owe(Change.Nested change) {
    change.at(Layers.ENGINE, Timers.TIMERS).forEach((name, _) -> owed.add(debt(name)));
    change
        .at(Layers.ENGINE, Members.MEMBERS)
        .forEach((memberId, member) -> {
          if (member instanceof Change.Nested nested) {
            nested.at(Members.LAYERS).forEach((layer, _) -> owed.add(debt(memberId, layer)));
          }
        });
  }

  private static String debt(String timer) {
    return "the timer \"" + timer + "\"";
  }

  private static String debt(String memberId, String layer) {
    return "who holds \"" + layer + "\" (" + memberId + ")";
  }

  // --- Results ---

  /** Whether a revert touched timers or holdings that the kind did not set again. */
  boolean isOwing() {
    return !owed.isEmpty();
  }

  /** The change of kept layers. */
  Change.Nested kept() {
    return working.changes(false);
  }

  /** The change of live layers. */
  Change.Nested live() {
    return working.changes(true);
  }

  List<Event> events() {
    return List.copyOf(events);
  }
}
