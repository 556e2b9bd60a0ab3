package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a member's client has of the room: its layers at one version, and the events that it was
 * told of. Knows whether that is what the member should have.
 *
 * @param eventsSince the version from which on no event may be missing
 */
record SimView(
    SimRoom room,
    String memberId,
    String session,
    long epoch,
    long version,
    Map<String, Map<String, @Nullable Object>> layers,
    long eventsSince,
    Set<String> events) {

  /** The first view in a session. */
  static SimView whole(SimRoom room, String memberId, String session, SimFrame frame) {
    Oracle.check(frame.changes().isEmpty(), "%s is whole and has changes", frame);
    return new SimView(room, memberId, session, 0, 0, Map.of(), frame.version(), Set.of())
        .next(frame);
  }

  /** This view once the member has resumed from it. */
  SimView resumed(SimFrame frame) {
    return frame.eventsLost()
        ? new SimView(room, memberId, session, epoch, version, layers, frame.version(), Set.of())
            .next(frame)
        : next(frame);
  }

  /** The view after the frame; what it shows is checked. */
  SimView next(SimFrame frame) {
    Map<String, Map<String, @Nullable Object>> next = new TreeMap<>(layers);
    if (frame.joined() != null) { // Live layers come whole, or are not held any more.
      next.keySet().removeIf(Layers::isLive);
    }
    frame.leave().forEach(next::remove);
    frame
        .changes()
        .forEach((layer, patch) -> {
          Map<String, @Nullable Object> held = next.get(layer);
          if (held == null) {
            throw new Violation("a change in layer " + layer + ", which is not held: " + frame);
          }
          next.put(layer, PlainJson.mergePatch(held, PlainJson.members(patch)));
        });
    frame.enter().forEach((layer, whole) -> next.put(layer, PlainJson.members(whole)));
    if (frame.joined() != null) {
      next.keySet()
          .removeIf(layer -> !Layers.isLive(layer) && !next.containsKey(Layers.live(layer)));
    }
    SimView view =
        new SimView(
            room,
            memberId,
            session,
            frame.epoch(),
            frame.version(),
            next,
            eventsSince,
            new HashSet<>(events));
    view.check(frame);
    return view;
  }

  /** The view is what the room was then, neither less nor more. */
  private void check(SimFrame frame) {
    Layers truth = frame.shown();
    Oracle.check(
        truth.kept().equals(room.truth.at(epoch, version)),
        "%s is shown another version %d",
        this,
        version);
    Set<String> held = held(truth);
    Oracle.check(
        held.equals(layers.keySet()),
        "%s holds %s, and may hold %s at (%d, %d)",
        this,
        layers.keySet(),
        held,
        epoch,
        version);
    checkAll(truth);
    Oracle.check(
        frame.joined() == null
            || PlainJson.members(layers.get(Layers.live(Layers.ALL))).containsKey("opened"),
        "%s joined before the live layers were filled",
        this);
  }

  /** The layers that it may see, kept and live. */
  private Set<String> held(Layers truth) {
    Set<String> held = new TreeSet<>();
    for (String engine : List.of(Layers.ENGINE, Layers.live(Layers.ENGINE))) {
      List<String> path = List.of("members", memberId, "layers");
      for (String layer : truth.object(engine).object(path).keys()) {
        held.add(layer);
        held.add(Layers.live(layer));
      }
    }
    return held;
  }

  /** All that the member may see is there as it is. */
  void checkAll(Layers truth) {
    for (String layer : held(truth)) {
      Map<String, @Nullable Object> expected = room.truth.plain(truth.object(layer));
      Oracle.check(
          expected.equals(layers.get(layer)),
          "%s sees in layer %s%n%s%nand there is%n%s",
          this,
          layer,
          layers.get(layer),
          expected);
    }
  }

  /** Adds the events of a frame, each of which the member may know, and only once. */
  void tell(SimFrame frame) {
    for (Event event : frame.events()) {
      JsonObject told = event.payload();
      Oracle.marksBelong(event.layer(), PlainJson.of(told));
      boolean isSeer =
          told.get("seers") instanceof Json.Arr(var seers) && seers.contains(Json.of(memberId));
      Oracle.check(isSeer, "%s may not be told of %s", this, event);
      if (event.layer().equals(Layers.ALL)) {
        String id = String.valueOf(told.text("id"));
        Oracle.check(events.add(id), "%s is told twice of %s", this, id);
      }
    }
  }

  /** All events for everybody came, in whatever pieces. */
  void checkEvents() {
    if (!room.truth.survived(epoch, version)) {
      return;
    }
    for (String id : Oracle.eventsToAll(room.truth, eventsSince, version)) {
      Oracle.check(events.contains(id), "%s was not told of %s", this, id);
    }
  }

  @Override
  public String toString() {
    return room.id + "/" + memberId;
  }
}
