package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The queue of a server that is alone: in its memory. Thread-safe. */
public final class LocalQueue implements MatchQueue {
  private static final int SPENT_MAX = 20_000;
  private static final int PLAYING_MAX = 100_000;

  /** A ticket, as it changes. */
  private static final class Held {
    Ticket ticket;
    final Map<String, Long> seen = new TreeMap<>();
    @Nullable Room room;

    Held(Ticket ticket, long nowMillis) {
      this.ticket = ticket;
      ticket.people().forEach(person -> seen.put(person.userId(), nowMillis));
    }

    Waiting waiting() {
      return new Waiting(ticket, seen, room == null ? null : room.id);
    }
  }

  /** A waiting room, as it changes. */
  private static final class Room {
    final String id;
    final String pool;
    final long createdAtMillis;
    @Nullable Long beginsAtMillis;
    @Nullable Long startedAtMillis;
    final List<Held> tickets = new ArrayList<>();

    Room(String id, String pool, long nowMillis) {
      this.id = id;
      this.pool = pool;
      this.createdAtMillis = nowMillis;
    }

    int taken() {
      int taken = 0;
      for (Held held : tickets) {
        taken += held.ticket.size();
      }
      return taken;
    }

    WaitingRoom shown() {
      return new WaitingRoom(
          id,
          pool,
          createdAtMillis,
          beginsAtMillis,
          startedAtMillis,
          tickets.stream().map(Held::waiting).toList());
    }
  }

  private final Pools pools;
  private final Map<String, Held> tickets = new LinkedHashMap<>();
  private final Map<String, Held> people = new LinkedHashMap<>(); // by user
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Map<String, String> playing = new Newest<>(PLAYING_MAX); // rooms by user
  private final Map<String, Boolean> spent = new Newest<>(SPENT_MAX);
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** A map that forgets its oldest entries. */
  private static final class Newest<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;
    private final int most;

    Newest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }

  public LocalQueue(Pools pools) {
    this.pools = pools;
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private static Place place(Held held) {
    return new Place(held.waiting(), held.room == null ? null : held.room.shown());
  }

  @Override
  public synchronized CompletableFuture<Entered> enter(
      Ticket ticket, String asker, long nowMillis) {
    Entered before = whereIs(asker, nowMillis);
    if (before != null) {
      return done(before);
    }
    if (spent.containsKey(ticket.id()) || tickets.containsKey(ticket.id())) {
      return done(new Entered.Spent());
    }
    for (Person person : ticket.people()) {
      if (people.containsKey(person.userId()) || playing.containsKey(person.userId())) {
        return done(new Entered.Busy(person.userId()));
      }
    }
    long unseated =
        tickets.values().stream()
            .filter(held -> held.room == null && held.ticket.pool().equals(ticket.pool()))
            .count();
    if (unseated >= pools.of(ticket.pool()).ticketsMax()) {
      return done(new Entered.Full());
    }
    Held held = new Held(ticket, nowMillis);
    tickets.put(ticket.id(), held);
    ticket.people().forEach(person -> people.put(person.userId(), held));
    changed(ticket.pool());
    return done(new Entered.Waits(place(held)));
  }

  private @Nullable Entered whereIs(String userId, long nowMillis) {
    Held there = people.get(userId);
    if (there != null) {
      there.seen.put(userId, nowMillis);
      return new Entered.Waits(place(there));
    }
    String room = playing.get(userId);
    return room == null ? null : new Entered.Playing(room);
  }

  @Override
  public synchronized CompletableFuture<Entered> join(
      String ticketId, Person person, long nowMillis) {
    Entered before = whereIs(person.userId(), nowMillis);
    if (before != null) {
      return done(before);
    }
    Held held = tickets.get(ticketId);
    if (held == null || held.ticket.isWhole()) {
      return done(new Entered.NoParty());
    }
    held.ticket = held.ticket.with(person, nowMillis);
    held.seen.put(person.userId(), nowMillis);
    people.put(person.userId(), held);
    changed(held.ticket.pool());
    return done(new Entered.Waits(place(held)));
  }

  @Override
  public synchronized CompletableFuture<Optional<Place>> seen(String userId, long nowMillis) {
    Held held = people.get(userId);
    if (held == null) {
      return done(Optional.empty());
    }
    held.seen.put(userId, nowMillis);
    return done(Optional.of(place(held)));
  }

  @Override
  public synchronized CompletableFuture<Seated> seat(
      String ticketId, String roomId, boolean opens, long nowMillis) {
    Held held = tickets.get(ticketId);
    if (held == null || held.room != null || !held.ticket.isWhole()) {
      return done(Seated.NOT_WAITING);
    }
    Room room = rooms.get(roomId);
    if (room == null ? !opens : room.startedAtMillis != null || !isOfPool(room, held)) {
      return done(Seated.NO_ROOM);
    }
    if (room == null) {
      room = new Room(roomId, held.ticket.pool(), nowMillis);
    }
    if (room.taken() + held.ticket.size() > pools.of(room.pool).seatsMax()) {
      return done(Seated.FULL);
    }
    rooms.put(roomId, room);
    put(held, room, nowMillis);
    changed(room.pool);
    return done(Seated.SEATED);
  }

  private static boolean isOfPool(Room room, Held held) {
    return room.pool.equals(held.ticket.pool());
  }

  private void put(Held held, Room room, long nowMillis) {
    held.room = room;
    room.tickets.add(held);
    QueueRules rules = pools.of(room.pool);
    if (room.beginsAtMillis == null && room.taken() >= rules.seatsMin()) {
      room.beginsAtMillis = nowMillis + rules.countdownMillis();
    }
  }

  @Override
  public synchronized CompletableFuture<Seated> move(
      String ticketId, String fromRoomId, String intoRoomId, long nowMillis) {
    Held held = tickets.get(ticketId);
    Room from = held == null ? null : held.room;
    Room into = rooms.get(intoRoomId);
    if (held == null
        || from == null
        || !from.id.equals(fromRoomId)
        || from.startedAtMillis != null
        || from.beginsAtMillis != null) {
      return done(Seated.NOT_WAITING);
    }
    if (into == null || into == from || into.startedAtMillis != null || !isOfPool(into, held)) {
      return done(Seated.NO_ROOM);
    }
    if (into.taken() + held.ticket.size() > pools.of(into.pool).seatsMax()) {
      return done(Seated.FULL);
    }
    take(held, from);
    put(held, into, nowMillis);
    changed(into.pool);
    return done(Seated.SEATED);
  }

  @Override
  public synchronized CompletableFuture<Left> leave(String userId, long nowMillis) {
    Held held = people.get(userId);
    if (held == null) {
      return done(playing.containsKey(userId) ? Left.TOO_LATE : Left.NOT_THERE);
    }
    if (held.room != null && held.room.startedAtMillis != null) {
      return done(Left.TOO_LATE);
    }
    spent.put(held.ticket.id(), true);
    remove(held);
    return done(Left.LEFT);
  }

  private void remove(Held held) {
    tickets.remove(held.ticket.id());
    held.ticket.people().forEach(person -> people.remove(person.userId(), held));
    if (held.room != null) {
      take(held, held.room);
    }
    changed(held.ticket.pool());
  }

  /** One who was away comes back with the waiting time; a party without one of its own does not. */
  private void removeUnseen(Held held) {
    if (held.ticket.size() > 1) {
      spent.put(held.ticket.id(), true);
    }
    remove(held);
  }

  private void take(Held held, Room room) {
    held.room = null;
    room.tickets.remove(held);
    if (room.tickets.isEmpty()) {
      rooms.remove(room.id);
    }
  }

  @Override
  public synchronized CompletableFuture<Void> drop(String ticketId, long nowMillis) {
    Held held = tickets.get(ticketId);
    if (held != null
        && (held.room == null || held.room.startedAtMillis == null)
        && held.waiting().isUnseen(pools.of(held.ticket.pool()), nowMillis)) {
      removeUnseen(held);
    }
    return done();
  }

  @Override
  public synchronized CompletableFuture<Optional<WaitingRoom>> decide(
      String roomId, long nowMillis) {
    Room room = rooms.get(roomId);
    if (room != null && room.startedAtMillis == null) {
      QueueRules rules = pools.of(room.pool);
      for (Held held : List.copyOf(room.tickets)) {
        if (held.waiting().isUnseen(rules, nowMillis)) {
          removeUnseen(held);
        }
      }
      boolean isUp = nowMillis - room.createdAtMillis >= rules.roomMillis();
      boolean isCountedDown = room.beginsAtMillis != null && room.beginsAtMillis <= nowMillis;
      int taken = room.taken();
      if (taken >= rules.seatsMax() || (taken >= rules.seatsMin() && (isCountedDown || isUp))) {
        room.startedAtMillis = nowMillis;
        changed(room.pool);
      } else if (isUp) {
        List.copyOf(room.tickets).forEach(held -> take(held, room));
        changed(room.pool);
      }
    }
    return done(
        room == null || room.startedAtMillis == null
            ? Optional.empty()
            : Optional.of(room.shown()));
  }

  @Override
  public synchronized CompletableFuture<Void> begun(String roomId, long nowMillis) {
    Room room = rooms.get(roomId);
    if (room != null && room.startedAtMillis != null) {
      for (Held held : List.copyOf(room.tickets)) {
        spent.put(held.ticket.id(), true);
        remove(held);
        held.ticket.people().forEach(person -> playing.put(person.userId(), roomId));
      }
    }
    return done();
  }

  @Override
  public synchronized CompletableFuture<Void> back(
      String roomId, Set<String> goneTicketIds, long nowMillis) {
    Room room = rooms.get(roomId);
    if (room != null && room.startedAtMillis != null) {
      for (Held held : List.copyOf(room.tickets)) {
        if (goneTicketIds.contains(held.ticket.id())) {
          spent.put(held.ticket.id(), true);
          remove(held);
        } else {
          take(held, room);
        }
      }
      changed(room.pool);
    }
    return done();
  }

  @Override
  public synchronized CompletableFuture<Void> forget(String userId, String roomId) {
    playing.remove(userId, roomId);
    return done();
  }

  @Override
  public synchronized CompletableFuture<Pool> read(String pool) {
    List<Waiting> waiting = new ArrayList<>();
    List<Waiting> gathering = new ArrayList<>();
    for (Held held : tickets.values()) {
      if (held.room == null && held.ticket.pool().equals(pool)) {
        (held.ticket.isWhole() ? waiting : gathering).add(held.waiting());
      }
    }
    waiting.sort(OLDEST_FIRST);
    gathering.sort(OLDEST_FIRST);
    return done(
        new Pool(
            waiting,
            gathering,
            rooms.values().stream()
                .filter(room -> room.pool.equals(pool))
                .map(Room::shown)
                .sorted(Comparator.comparing(WaitingRoom::id))
                .toList()));
  }

  private static final Comparator<Waiting> OLDEST_FIRST =
      Comparator.comparingLong((Waiting waiting) -> waiting.ticket().sinceMillis())
          .thenComparing(waiting -> Objects.requireNonNull(waiting).ticket().id());

  private void changed(String pool) {
    listeners.forEach(listener -> listener.accept(pool));
  }

  @Override
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {}
}
