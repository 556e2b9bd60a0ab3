package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What members may know: gathers what is released until the next flush, and makes the flush of it.
 * It holds the room as of the last flush and as of the last release; what lies between them is what
 * members are told.
 */
final class Outlet {
  static final int WAITING_MAX = 8_192;
  private static final int MISSED_EVENTS_BYTES_MAX = 64 << 10;

  private record Closing(long connection, CloseCode code, String reason) {}

  /** An event and the room in which it happened: those are told who held its layer then. */
  private record Told(Event event, Room at) {}

  private final History history = new History();
  private final Overlays overlays = new Overlays();
  private final Set<Long> subscribed = new HashSet<>();

  private Room flushed;
  private Room released;
  private Change.Nested change = Change.NONE;
  private final List<Told> events = new ArrayList<>();
  private final Set<String> moved = new LinkedHashSet<>(); // members whose layers changed
  private final Map<Long, List<Answer>> answers = new LinkedHashMap<>();
  private final Map<Long, RoomHost.Input.Join> arriving = new LinkedHashMap<>();
  private final List<Closing> closing = new ArrayList<>();
  private final Map<Long, Answer> edits = new LinkedHashMap<>();
  private int waiting;
  private long flushedAtTicks = Long.MIN_VALUE / 2;

  Outlet(Room room, List<Commit> recent) {
    this.flushed = room;
    this.released = room;
    recent.forEach(history::add);
  }

  Room released() {
    return released;
  }

  // --- What comes in ---

  void release(Room after, @Nullable Commit commit) {
    released = after;
    if (commit != null) {
      history.add(commit);
      overlays.endAt(commit.change());
      change = Change.compose(change, commit.change());
      moved.addAll(Moves.of(commit));
      commit.events().forEach(event -> events.add(new Told(event, after)));
      waiting += commit.events().size();
    }
  }

  void overlay(String memberId, JsonObject overlay) {
    overlays.add(memberId, overlay);
  }

  void endOverlay(String memberId) {
    overlays.endOf(memberId);
  }

  int overlayBytes(String memberId) {
    return overlays.bytes(memberId);
  }

  void answer(long connection, Answer answer) {
    answers.computeIfAbsent(connection, _ -> new ArrayList<>()).add(answer);
    waiting++;
  }

  void arrive(RoomHost.Input.Join join) {
    arriving.put(join.connection(), join);
  }

  void close(long connection, CloseCode code, String reason) {
    closing.add(new Closing(connection, code, reason));
  }

  void edited(long edit, Answer answer) {
    edits.put(edit, answer);
    waiting++;
  }

  /** The edits that wait to be answered. */
  Set<Long> edits() {
    return edits.keySet();
  }

  /** The connections that wait to be closed. */
  List<Long> closing() {
    return closing.stream().map(Closing::connection).toList();
  }

  /** Whoever this was is not here any more. */
  void forget(long connection) {
    subscribed.remove(connection);
    answers.remove(connection);
    arriving.remove(connection);
  }

  boolean isFull() {
    return waiting >= WAITING_MAX;
  }

  boolean isEmpty() {
    return change.isEmpty()
        && events.isEmpty()
        && answers.isEmpty()
        && arriving.isEmpty()
        && closing.isEmpty()
        && edits.isEmpty()
        && !overlays.hasUnsent();
  }

  long dueTicks() {
    return flushedAtTicks + released.rules().flushMillis();
  }

  // --- What goes out ---

  /** Adds to the effects what tells everybody all that was released since the last flush. */
  void flush(Attendance attendance, long validUntilTicks, Moment moment, List<Effect> effects) {
    Map<Long, Flush.Personal> personal = personal(attendance, moment);
    Flush flush =
        new Flush(
            released.epoch(),
            released.version(),
            change.with(Layers.SERVER, null),
            overlays.takeUnsent(change),
            events.stream().map(Told::event).toList(),
            personal,
            validUntilTicks,
            visible(),
            false);
    if (!flush.change().isEmpty()
        || !flush.overlay().isEmpty()
        || !flush.events().isEmpty()
        || !personal.isEmpty()) {
      effects.add(new Effect.Publish(flush));
      flushedAtTicks = moment.ticks();
    }
    for (Closing item : closing) {
      effects.add(new Effect.Close(item.connection, item.code, item.reason));
    }
    edits.forEach((edit, answer) -> effects.add(new Effect.Edited(edit, answer)));
    if (!arriving.isEmpty() || !moved.isEmpty()) {
      overlays.tellAnew();
    }
    subscribed.addAll(arriving.keySet());
    flushed = released;
    change = Change.NONE;
    events.clear();
    moved.clear();
    answers.clear();
    arriving.clear();
    closing.clear();
    edits.clear();
    waiting = 0;
  }

  /** After the last flush: tells everybody the version at which the room is left. */
  void last(long validUntilTicks, List<Effect> effects) {
    effects.add(
        new Effect.Publish(
            new Flush(
                released.epoch(),
                released.version(),
                Change.NONE,
                JsonObject.EMPTY,
                List.of(),
                Map.of(),
                validUntilTicks,
                visible(),
                true)));
  }

  private Layers visible() {
    return new Layers(released.layers().root().without(Layers.SERVER));
  }

  private Map<Long, Flush.Personal> personal(Attendance attendance, Moment moment) {
    Map<Long, Flush.Personal> personal = new LinkedHashMap<>();
    for (String memberId : moved) {
      Long connection = attendance.connection(memberId);
      if (connection != null && subscribed.contains(connection)) {
        List<String> before = layersHeld(flushed, memberId);
        List<String> after = layersHeld(released, memberId);
        personal.put(
            connection,
            new Flush.Personal(
                null,
                pick(released, after, before),
                pick(flushed, before, after),
                toldTo(memberId),
                List.of()));
      }
    }
    arriving.forEach((connection, join) ->
        personal.put(
            connection,
            new Flush.Personal(arrival(join, moment), Map.of(), Map.of(), null, List.of())));
    answers.forEach((connection, list) ->
        personal.merge(
            connection,
            new Flush.Personal(null, Map.of(), Map.of(), null, List.copyOf(list)),
            (first, second) ->
                new Flush.Personal(
                    first.arrival(),
                    first.enter(),
                    first.leave(),
                    first.events(),
                    second.answers())));
    return personal;
  }

  private List<Event> toldTo(String memberId) {
    return events.stream()
        .filter(told -> layersHeld(told.at, memberId).contains(told.event.layer()))
        .map(Told::event)
        .toList();
  }

  private Flush.Arrival arrival(RoomHost.Input.Join join, Moment moment) {
    List<String> held = layersHeld(released, join.memberId());
    return new Flush.Arrival(
        join.memberId(),
        Objects.requireNonNull(released.session(join.memberId())),
        pick(released, held, List.of()),
        resumed(join.memberId(), join.resume(), held),
        moment.nowMillis());
  }

  private Flush.@Nullable Resumed resumed(
      String memberId, RoomHost.@Nullable Resume resume, List<String> held) {
    if (resume == null
        || resume.epoch() > released.epoch()
        || !released.isSession(memberId, resume.session())) {
      return null;
    }
    History.Gap gap = history.since(resume.epoch(), resume.version());
    if (gap == null) {
      return null;
    }
    // What the member held then stands in the server's layer as it was then: go back and look.
    Layers then = released.layers().apply(gap.change().inverse());
    List<String> heldThen = layersHeld(then.layer(Layers.SERVER), memberId);
    Change.Nested missed = Change.NONE;
    for (String layer : held) {
      Change inLayer = gap.change().get(layer);
      if (inLayer != null && heldThen.contains(layer)) {
        missed = missed.with(layer, inLayer);
      }
    }
    List<Event> missedEvents = missedEvents(memberId, then.layer(Layers.SERVER), gap.commits());
    boolean eventsLost =
        missedEvents.stream().mapToLong(Event::bytes).sum() > MISSED_EVENTS_BYTES_MAX;
    return new Flush.Resumed(
        missed,
        pick(released, held, heldThen),
        heldThen.stream().filter(layer -> !held.contains(layer)).toList(),
        eventsLost ? List.of() : missedEvents,
        eventsLost);
  }

  /** The events of the commits in layers that the member held when they happened. */
  private static List<Event> missedEvents(
      String memberId, Document serverBefore, List<Commit> commits) {
    List<Event> missed = new ArrayList<>();
    Document server = serverBefore;
    for (Commit commit : commits) {
      if (commit.change().get(Layers.SERVER) instanceof Change.Nested inServer) {
        server = server.apply(inServer);
      }
      if (!commit.events().isEmpty()) {
        List<String> held = layersHeld(server, memberId);
        commit.events().stream().filter(event -> held.contains(event.layer())).forEach(missed::add);
      }
    }
    return missed;
  }

  private static List<String> layersHeld(Room room, String memberId) {
    return layersHeld(room.layers().layer(Layers.SERVER), memberId);
  }

  private static List<String> layersHeld(Document server, String memberId) {
    return server.get(List.of(Members.MEMBERS, memberId)) instanceof JsonObject kept
        ? Members.read(memberId, kept).layers()
        : List.of();
  }

  /** Those layers of the room that are among the names and not among the others. */
  private static Map<String, Document> pick(Room room, List<String> names, List<String> without) {
    Map<String, Document> picked = new LinkedHashMap<>();
    for (String name : names) {
      if (!without.contains(name)) {
        picked.put(name, room.layers().layer(name));
      }
    }
    return picked;
  }
}
