package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one flush, each built once per subprotocol: a layer's change for all who hold the
 * layer, and a whole patch frame for all who hold the same changed layers. Shared by the event
 * loops.
 */
final class FlushFrames {
  private final Flush flush;
  private final List<String> changed;
  private final Map<Wire, Written> written = new HashMap<>(4);
  private @Nullable CourseFrames course;

  FlushFrames(Flush flush) {
    this.flush = flush;
    this.changed = flush.change().keys();
  }

  Flush flush() {
    return flush;
  }

  /** The same flush for clients of the course's dialect. */
  synchronized CourseFrames course() {
    if (course == null) {
      course = new CourseFrames(flush);
    }
    return course;
  }

  /** The same flush in one subprotocol. */
  synchronized Written in(Wire wire) {
    return written.computeIfAbsent(wire, Written::new);
  }

  /** The changes in these layers, by layer, for composing with later ones. */
  Change.Nested changeIn(Set<String> held) {
    Change.Nested inHeld = Change.NONE;
    for (String layer : intersect(changed, held)) {
      inHeld = Change.compose(inHeld, flush.change().only(layer));
    }
    return inHeld;
  }

  private Change.Nested change(String layer) {
    return (Change.Nested) java.util.Objects.requireNonNull(flush.change().get(layer));
  }

  /** The frames in one subprotocol. */
  final class Written {
    private final Wire wire;
    private final Map<String, byte[]> changes = new HashMap<>();
    private final Map<List<String>, byte[]> patches = new HashMap<>();
    private final Map<List<String>, byte[]> nearPatches = new HashMap<>();
    private byte @Nullable [] onlyPatch;
    private byte @Nullable [] onlyNearPatch;
    private final Map<Integer, byte[]> events = new HashMap<>();
    private int encoded;

    private Written(Wire wire) {
      this.wire = wire;
    }

    /** How many changes of layers, and how many events, were encoded so far. */
    synchronized int encoded() {
      return encoded;
    }

    /**
     * The patch frame for a connection that holds these layers throughout, or null if nothing in
     * them changed.
     *
     * @param isNear whether the receiver knows a recent version
     */
    synchronized byte @Nullable [] patch(Set<String> held, boolean isNear) {
      if (changed.size() == 1) { // The usual case needs no key per receiver.
        return held.contains(changed.getFirst()) ? only(isNear) : null;
      }
      List<String> changedHeld = intersect(changed, held);
      if (changedHeld.isEmpty() && flush.reach() != Flush.Reach.LAST) {
        return null;
      }
      return (isNear ? nearPatches : patches)
          .computeIfAbsent(changedHeld, layers -> patch(layers, null, isNear));
    }

    private byte[] only(boolean isNear) {
      byte[] made = isNear ? onlyNearPatch : onlyPatch;
      if (made == null) {
        made = patch(changed, null, isNear);
        if (isNear) {
          onlyNearPatch = made;
        } else {
          onlyPatch = made;
        }
      }
      return made;
    }

    /** The patch frame for a connection that gains and loses layers with this flush. */
    synchronized byte[] patch(Set<String> heldThroughout, Flush.Personal personal, boolean isNear) {
      return patch(intersect(changed, heldThroughout), personal, isNear);
    }

    private byte[] patch(
        List<String> changedHeld, Flush.@Nullable Personal personal, boolean isNear) {
      Map<String, byte[]> changeParts = new LinkedHashMap<>();
      for (String layer : changedHeld) {
        changeParts.put(layer, changes.computeIfAbsent(layer, this::change));
      }
      return wire.patch(
          new Wire.Patch(
              flush.epoch(),
              flush.version(),
              changeParts,
              personal == null ? Map.of() : personal.enter(),
              personal == null ? List.of() : List.copyOf(personal.leave().keySet())),
          isNear);
    }

    private byte[] change(String layer) {
      encoded++;
      Change.Nested inLayer = FlushFrames.this.change(layer);
      return wire.change(() -> inLayer.inverse().applyTo(flush.layers().object(layer)), inLayer);
    }

    /** The frames of this connection's events, in order. */
    synchronized List<byte[]> events(Collection<String> held, Flush.@Nullable Personal personal) {
      List<Flush.Told> own = personal == null ? null : personal.events();
      if (own != null) {
        return own.stream().map(wire::event).toList();
      }
      if (flush.events().isEmpty()) {
        return List.of();
      }
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < flush.events().size(); i++) {
        Flush.Told told = flush.events().get(i);
        if (held.contains(told.event().layer())) {
          frames.add(
              events.computeIfAbsent(
                  i,
                  _ -> {
                    encoded++;
                    return wire.event(told);
                  }));
        }
      }
      return frames;
    }
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
