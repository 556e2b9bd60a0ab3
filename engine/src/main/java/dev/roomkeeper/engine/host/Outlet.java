package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the changes that members may see, and builds the next flush from them. It holds the room
 * as of the last flush and as of the last release; what lies between them is what members are told.
 */
final class Outlet {
  static final int WAITING_MAX = 8_192;

  /** An event, and the room at that moment: it goes to those who held its layer then. */
  record Happened(Flush.Told told, Room at) {}

  private final History history = new History();
  private final Set<Long> subscribed = new HashSet<>();
  private final Watchers watchers = new Watchers();

  private Room flushed;
  private Room released;
  private Change.Nested change = Change.NONE; // of kept and live layers
  private final List<Happened> events = new ArrayList<>();
  private final Set<String> moved = new LinkedHashSet<>(); // members whose layers changed
  private final Map<Long, List<Answer>> answers = new LinkedHashMap<>();
  private final Map<Long, Input.Join> arriving = new LinkedHashMap<>();
  private final List<Effect.Close> closing = new ArrayList<>();
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

  History history() {
    return history;
  }

  Watchers watchers() {
    return watchers;
  }

  // --- What comes in ---

  void release(Room after, @Nullable Commit commit, Change.Nested live) {
    released = after;
    if (commit != null) {
      history.add(commit);
      change = Change.compose(change, commit.change());
      moved.addAll(Members.moved(commit.change()));
      for (var event : commit.events()) {
        events.add(new Happened(new Flush.Told(commit.version(), event), after));
      }
      waiting += commit.events().size();
    }
    if (!live.isEmpty()) {
      change = Change.compose(change, live);
      moved.addAll(Members.moved(live));
    }
  }

  void answer(long connection, Answer answer) {
    answers.computeIfAbsent(connection, _ -> new ArrayList<>()).add(answer);
    waiting++;
  }

  void arrive(Input.Join join) {
    arriving.put(join.connection(), join);
  }

  void close(long connection, CloseCode code, String reason) {
    closing.add(new Effect.Close(connection, code, reason));
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
    return closing.stream().map(Effect.Close::connection).toList();
  }

  /** The connection no longer belongs to a member. */
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
        && !watchers.isArriving();
  }

  long dueTicks() {
    return flushedAtTicks + released.rules().flushMillis();
  }

  // --- What goes out ---

  /** Publishes everything released since the last flush. */
  void flush(Attendance attendance, long validUntilTicks, Moment moment, List<Effect> effects) {
    watchers.look(released, moment, effects);
    closeRemoved(attendance, moment.ticks());
    Map<Long, Flush.Personal> personal = personal(attendance, moment);
    List<Flush.Told> told = new ArrayList<>(events.size());
    for (Happened happened : events) {
      told.add(happened.told);
    }
    Flush flush = flush(sent(change), told, personal, validUntilTicks);
    if (!flush.change().isEmpty() || !flush.events().isEmpty() || !personal.isEmpty()) {
      effects.add(new Effect.Publish(flush));
      watchers.delay(flush, moment.ticks(), released.rules().watchDelayMillis());
      flushedAtTicks = moment.ticks();
    }
    effects.addAll(closing);
    edits.forEach((edit, answer) -> effects.add(new Effect.Edited(edit, answer)));
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

  /** A member who was removed is shown out, once that is kept. */
  private void closeRemoved(Attendance attendance, long nowTicks) {
    for (String memberId : moved) {
      Long connection = attendance.connection(memberId);
      if (connection != null && released.member(memberId) == null) {
        attendance.leave(connection, nowTicks);
        forget(connection);
        close(connection, CloseCode.FORBIDDEN, "you were removed from this room");
      }
    }
  }

  private Flush flush(
      Change.Nested sent,
      List<Flush.Told> told,
      Map<Long, Flush.Personal> personal,
      long validUntilTicks) {
    return new Flush(
        released.epoch(),
        released.version(),
        sent,
        told,
        personal,
        validUntilTicks,
        released.layers().sent(),
        Flush.Reach.HERE);
  }

  /** After the last flush: tells everybody the version at which this host leaves the room. */
  void last(long validUntilTicks, List<Effect> effects) {
    effects.add(
        new Effect.Publish(
            new Flush(
                released.epoch(),
                released.version(),
                Change.NONE,
                List.of(),
                Map.of(),
                validUntilTicks,
                released.layers().sent(),
                Flush.Reach.LAST)));
  }

  private static Change.Nested sent(Change.Nested change) {
    Change.Nested sent = change;
    for (String layer : List.of(Layers.SERVER, Layers.ENGINE)) {
      sent = sent.with(layer, null).with(Layers.live(layer), null);
    }
    return sent;
  }

  private Map<Long, Flush.Personal> personal(Attendance attendance, Moment moment) {
    Map<Long, Flush.Personal> personal = new LinkedHashMap<>();
    for (String memberId : moved) {
      Long connection = attendance.connection(memberId);
      if (connection != null && subscribed.contains(connection)) {
        List<String> before = Members.layersHeld(flushed.layers(), memberId);
        List<String> after = Members.layersHeld(released.layers(), memberId);
        personal.put(
            connection,
            new Flush.Personal(
                null,
                Arrivals.pick(released, after, before),
                Arrivals.pick(flushed, before, after),
                toldTo(memberId),
                List.of()));
      }
    }
    Arrivals arrivals = new Arrivals(released, history);
    arriving.forEach(
        (connection, join) -> personal.put(connection, arrives(arrivals.of(join, moment))));
    watchers
        .arrivals(released, moment)
        .forEach((connection, arrival) -> personal.put(connection, arrives(arrival)));
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

  private static Flush.Personal arrives(Flush.Arrival arrival) {
    return new Flush.Personal(arrival, Map.of(), Map.of(), null, List.of());
  }

  private List<Flush.Told> toldTo(String memberId) {
    return events.stream()
        .filter(happened ->
            Members.layersHeld(happened.at.layers(), memberId)
                .contains(happened.told.event().layer()))
        .map(Happened::told)
        .toList();
  }
}
