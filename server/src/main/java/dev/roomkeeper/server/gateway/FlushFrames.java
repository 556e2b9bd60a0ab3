package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one flush, each made once: a layer's change for all who hold it, and a whole patch
 * frame for all who hold the same of what changed. Shared by the event loops.
 */
final class FlushFrames {
  private final Flush flush;
  private final List<String> changed;
  private final List<String> overlaid;
  private final Map<String, byte[]> changes = new HashMap<>();
  private final Map<String, byte[]> overlays = new HashMap<>();
  private final Map<List<String>, byte[]> patches = new HashMap<>();
  private byte @Nullable [] onlyPatch;
  private final Map<Integer, byte[]> events = new HashMap<>();
  private int encoded;
  private @Nullable CourseFrames course;

  FlushFrames(Flush flush) {
    this.flush = flush;
    this.changed = flush.change().keys();
    this.overlaid = flush.overlay().keys();
  }

  Flush flush() {
    return flush;
  }

  /** The same flush for those who speak the course's dialect. */
  synchronized CourseFrames course() {
    if (course == null) {
      course = new CourseFrames(flush);
    }
    return course;
  }

  /** How many layers' changes and overlays were made into JSON so far, and how many events. */
  synchronized int encoded() {
    return encoded;
  }

  /** The patch frame for who holds these layers throughout, or null if nothing in them changed. */
  synchronized byte @Nullable [] patch(Set<String> held) {
    if (changed.size() + overlaid.size() == 1) { // the usual case, without a key for each who asks
      String layer = changed.isEmpty() ? overlaid.getFirst() : changed.getFirst();
      if (!held.contains(layer)) {
        return null;
      }
      if (onlyPatch == null) {
        onlyPatch = patch(changed, overlaid, null);
      }
      return onlyPatch;
    }
    List<String> changedHeld = intersect(changed, held);
    List<String> overlaidHeld = intersect(overlaid, held);
    if (changedHeld.isEmpty() && overlaidHeld.isEmpty() && !flush.isLast()) {
      return null;
    }
    List<String> key = new ArrayList<>(changedHeld);
    key.add("|"); // no layer's name
    key.addAll(overlaidHeld);
    return patches.computeIfAbsent(key, _ -> patch(changedHeld, overlaidHeld, null));
  }

  /** The patch frame for a connection that gains and loses layers with this flush. */
  synchronized byte[] patch(Set<String> heldThroughout, Flush.Personal personal) {
    return patch(intersect(changed, heldThroughout), intersect(overlaid, heldThroughout), personal);
  }

  private byte[] patch(
      List<String> changedHeld, List<String> overlaidHeld, Flush.@Nullable Personal personal) {
    Map<String, byte[]> changeParts = new LinkedHashMap<>();
    for (String layer : changedHeld) {
      changeParts.put(
          layer,
          changes.computeIfAbsent(
              layer,
              name -> {
                encoded++;
                return Frames.changeJson((Change.Nested) change(name));
              }));
    }
    Map<String, byte[]> overlayParts = new LinkedHashMap<>();
    for (String layer : overlaidHeld) {
      overlayParts.put(
          layer,
          overlays.computeIfAbsent(
              layer,
              name -> {
                encoded++;
                return Frames.json(flush.overlay().object(name));
              }));
    }
    return Frames.patch(
        flush.epoch(),
        flush.version(),
        changeParts,
        personal == null ? Map.of() : personal.enter(),
        personal == null ? List.of() : List.copyOf(personal.leave().keySet()),
        overlayParts);
  }

  private Change change(String layer) {
    return java.util.Objects.requireNonNull(flush.change().get(layer));
  }

  /** What changed in these layers, by layer, to be composed with what comes. */
  Change.Nested changeIn(Set<String> held) {
    Change.Nested inHeld = Change.NONE;
    for (String layer : intersect(changed, held)) {
      inHeld = Change.compose(inHeld, flush.change().only(layer));
    }
    return inHeld;
  }

  JsonObject overlayIn(Set<String> held) {
    JsonObject inHeld = JsonObject.EMPTY;
    for (String layer : intersect(overlaid, held)) {
      inHeld = inHeld.with(layer, flush.overlay().object(layer));
    }
    return inHeld;
  }

  /** The frames of the events that are for this connection, in order. */
  synchronized List<byte[]> events(Collection<String> held, Flush.@Nullable Personal personal) {
    List<Event> own = personal == null ? null : personal.events();
    if (own != null) {
      return own.stream().map(Frames::event).toList();
    }
    if (flush.events().isEmpty()) {
      return List.of();
    }
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < flush.events().size(); i++) {
      Event event = flush.events().get(i);
      if (held.contains(event.layer())) {
        frames.add(
            events.computeIfAbsent(
                i,
                _ -> {
                  encoded++;
                  return Frames.event(event);
                }));
      }
    }
    return frames;
  }

  private static List<String> intersect(List<String> layers, Set<String> held) {
    List<String> both = new ArrayList<>(Math.min(layers.size(), 4));
    if (layers.size() <= held.size()) {
      for (String layer : layers) {
        if (held.contains(layer)) {
          both.add(layer);
        }
      }
    } else {
      for (String layer : held) {
        if (java.util.Collections.binarySearch(layers, layer) >= 0) {
          both.add(layer);
        }
      }
    }
    return both;
  }
}
