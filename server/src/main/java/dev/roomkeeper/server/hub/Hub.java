package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All live rooms of this node. Opens a room when the first member comes and drops it when it is
 * idle.
 */
public final class Hub {
  private static final long OPEN_TIMEOUT_MILLIS = 5_000;
  private static final int ROOM_ID_LENGTH = 16;

  /** Between two members who are moved away. Admitting one takes 3 ms, more in a new process. */
  private static final long MOVE_MILLIS = 12;

  private final RoomKinds kinds;
  private final RoomCatalog catalog;
  private final Journal journal;
  private final Clock clock;
  private final Dice dice;
  private final FairLoops loops;
  private final Function<RoomRecord, Audience> audiences;
  private final Executor blocking;
  private final RoomMemory memory;
  private final Requests requests;
  private final long leaseMillis;
  private final Cluster cluster;
  private final LiveRoom.Node node;

  private final ConcurrentHashMap<String, CompletableFuture<Optional<LiveRoom>>> rooms =
      new ConcurrentHashMap<>();
  private volatile boolean draining;

  /**
   * What rooms need of the process.
   *
   * @param loops gives the serial executor for the next room
   * @param blocking runs slow work
   * @param memory of what is in rooms
   * @param waiting of what waits for rooms' turns
   * @param wokenLate is told by how many milliseconds a room was woken late, for a tick or a timer
   */
  public record Means(
      Clock clock,
      Dice dice,
      Supplier<ScheduledExecutorService> loops,
      Executor blocking,
      RoomMemory memory,
      RoomMemory waiting,
      LongConsumer wokenLate) {}

  /**
   * @param audiences makes the audience of a room that opens
   * @param leaseMillis how long this node may send for a room after its ownership was confirmed
   */
  public Hub(
      List<RoomKind> kinds,
      RoomCatalog catalog,
      Journal journal,
      Passphrases passphrases,
      Means means,
      Function<RoomRecord, Audience> audiences,
      long leaseMillis,
      Cluster cluster) {
    this.kinds = new RoomKinds(kinds);
    this.catalog = catalog;
    this.journal = journal;
    this.clock = means.clock;
    this.dice = means.dice;
    this.loops = new FairLoops(means.loops);
    this.audiences = audiences;
    this.leaseMillis = leaseMillis;
    this.cluster = cluster;
    this.blocking = means.blocking;
    this.memory = means.memory;
    this.requests = new Requests(this, journal, cluster, blocking);
    this.node = new LiveRoom.Node(journal, passphrases, means, this::forget);
  }

  /** The names of all kinds of rooms. */
  public Collection<String> kinds() {
    return kinds.names();
  }

  /** Whether the members of such rooms may speak this dialect besides the server's own. */
  public boolean speaks(String kindName, String dialect) {
    return kinds.speaks(kindName, dialect);
  }

  /** The kinds whose rooms strangers play matches in, by name. */
  public Map<String, Matchmaking> matchmaking() {
    return kinds.matchmaking();
  }

  /** Creates a room. Blocks on the database. */
  public RoomRecord create(String kindName, String name, JsonObject options, String userId)
      throws NewRoom.Refused {
    NewRoom room = draft(dice.id(ROOM_ID_LENGTH), kindName, name, options, userId);
    catalog.create(room.record(), room.vanishes());
    return room.record();
  }

  /** A room that whoever asks puts on record. */
  public NewRoom draft(String id, String kindName, String name, JsonObject options, String userId)
      throws NewRoom.Refused {
    RoomKind kind = kinds.find(kindName);
    if (kind == null) {
      throw new NewRoom.Refused(
          "there is no kind of room \"" + kindName + "\"; there are " + kinds());
    }
    Moment moment = new Moment(clock.nowMillis(), clock.ticks(), dice);
    return NewRoom.of(id, new NewRoom.Wish(kindName, name, options, userId), kind, moment);
  }

  /** The room's record, whether it is live or not. Blocks on the database. */
  public Optional<RoomRecord> find(String roomId) {
    Optional<LiveRoom> live = live(roomId);
    return live.isPresent() ? live.map(LiveRoom::record) : catalog.find(roomId);
  }

  /** Rooms that may be listed, newest activity first. Blocks on the database. */
  public List<ListedRoom> list(String kind, int most) {
    return catalog.list(kind, most);
  }

  /** How many rooms of this user there are. Blocks on the database. */
  public int countMadeBy(String userId) {
    return catalog.countMadeBy(userId);
  }

  /** How many members are connected to each room, on any node. Blocks. */
  public Map<String, Integer> online(List<String> roomIds) {
    List<String> elsewhere = roomIds.stream().filter(id -> live(id).isEmpty()).toList();
    Map<String, Integer> online = new HashMap<>(cluster.online(elsewhere));
    for (String roomId : roomIds) {
      live(roomId).ifPresent(room -> online.put(roomId, room.online()));
    }
    return online;
  }

  /** The room, if it is live on this node. */
  public Optional<LiveRoom> live(String roomId) {
    var opening = rooms.get(roomId);
    return opening == null || !opening.isDone() || opening.isCompletedExceptionally()
        ? Optional.empty()
        : opening.join();
  }

  /** The live rooms of this node. */
  public List<LiveRoom> live() {
    return rooms.keySet().stream().flatMap(roomId -> live(roomId).stream()).toList();
  }

  /**
   * The room, taken over if it is not live yet. Empty if there is no room of this id. Completes
   * with {@link RoomElsewhere} if another node owns it, with {@link NoMemoryLeft} if it would not
   * fit, and with {@link CannotRun} if this node can't run it.
   */
  public CompletableFuture<Optional<LiveRoom>> open(String roomId) {
    return open(roomId, "");
  }

  /**
   * Like {@link #open(String)}.
   *
   * @param address whose memory budget pays for the room if it is opened now
   */
  public CompletableFuture<Optional<LiveRoom>> open(String roomId, String address) {
    if (draining) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("this node is shutting down"));
    }
    CompletableFuture<Optional<LiveRoom>> mine = new CompletableFuture<>();
    var before = rooms.putIfAbsent(roomId, mine);
    if (before != null) {
      return before;
    }
    if (draining) { // Draining has just begun, so this room may have been missed.
      rooms.remove(roomId, mine);
      mine.completeExceptionally(new IllegalStateException("this node is shutting down"));
      return mine;
    }
    cluster
        .follows(roomId)
        .thenCompose(follows -> takeOver(roomId, address, follows))
        .orTimeout(OPEN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete((room, failure) -> {
          if (failure != null || room.isEmpty()) {
            rooms.remove(roomId, mine);
          }
          if (failure != null) {
            mine.completeExceptionally(failure);
            return;
          }
          try {
            room.ifPresent(cluster::opened);
          } finally {
            mine.complete(room);
            room.ifPresent(LiveRoom::start);
          }
        });
    return mine;
  }

  /**
   * Sends the room a command in a user's name and completes once its outcome is kept. The code is
   * NOT_FOUND if there is no such room and UNAVAILABLE if the outcome is unknown.
   */
  public CompletableFuture<Answer> edit(String roomId, String userId, Command command) {
    return requests.edit(roomId, userId, command);
  }

  /** What is kept of the room, as of its newest commit, on whichever node it lives. */
  public CompletableFuture<Optional<Layers>> keptLayers(String roomId) {
    return requests.keptLayers(roomId);
  }

  /** Like {@link #edit}, on this node, whoever owns the room. */
  public CompletableFuture<Answer> editHere(String roomId, String userId, Command command) {
    return requests.editHere(roomId, userId, command);
  }

  /**
   * Deletes the room and everything kept of it. Its members are told that it is gone. Completes
   * when that is done, exceptionally if the room may still be there.
   *
   * @param by the user who deletes it, for the audit log; null for the server itself
   */
  public CompletableFuture<Void> remove(String roomId, @Nullable String by) {
    return requests.remove(roomId, by);
  }

  /** Like {@link #remove}, on this node, whoever owns the room. */
  public CompletableFuture<Void> removeHere(String roomId, @Nullable String by) {
    return requests.removeHere(roomId, by);
  }

  /**
   * Opens vanishing rooms that were left over when a server stopped. Once open they find that
   * nobody comes, and end. Blocks on the database.
   */
  public void openForsaken() {
    Forsaken.open(this, catalog, cluster, clock.nowMillis());
  }

  /** Whether the room is being opened here and is not live yet. */
  public boolean isOpening(String roomId) {
    var opening = rooms.get(roomId);
    return opening != null && !opening.isDone();
  }

  private CompletableFuture<Optional<LiveRoom>> takeOver(
      String roomId, String address, long follows) {
    long askedAtTicks = clock.ticks();
    return CompletableFuture.supplyAsync(() -> share(roomId, address), blocking)
        .thenCompose(share ->
            journal
                .takeOver(roomId, follows)
                .thenApply(taken -> taken.map(found -> start(found, askedAtTicks, share)))
                .whenComplete((room, _) -> {
                  if (room == null || room.isEmpty()) {
                    share.giveBack();
                  }
                }));
  }

  /**
   * Reserves the memory that the room will need. Blocks on the database.
   *
   * @throws CannotRun before the room is taken over, so that it is left to a node that can run it
   */
  private MemoryShare share(String roomId, String address) {
    RoomCatalog.Weight weight =
        catalog.weigh(roomId).orElseGet(() -> new RoomCatalog.Weight("", 0, Kinds.Needed.UNKNOWN));
    checkRunnable(roomId, weight.needed());
    if (memory.isScarce()) {
      restIdle();
    }
    try {
      return MemoryShare.take(
          memory, new RoomMemory.Payers(weight.createdBy(), address), roomId, weight.storedBytes());
    } catch (NoMemoryLeft e) {
      restIdle();
      throw e;
    }
  }

  private void checkRunnable(String roomId, Kinds.Needed needed) {
    if (needed.equals(Kinds.Needed.UNKNOWN)) {
      return; // There is no such room.
    }
    RoomKind kind = kinds.runnable(needed);
    if (needed.version() < kind.version()) {
      catalog.needsFromNowOn(roomId, kind.version());
    }
  }

  /** Gives up empty rooms early. */
  private void restIdle() {
    for (LiveRoom room : live()) {
      if (room.online() == 0) {
        var _ = room.drain();
      }
    }
  }

  private LiveRoom start(Journal.Takeover taken, long askedAtTicks, MemoryShare share) {
    RoomRecord record = taken.room();
    RoomKind kind = Objects.requireNonNull(kinds.find(record.kind()));
    Room room =
        Room.recovered(
            record.id(),
            record.name(),
            kind,
            record.options(),
            taken.epoch(),
            taken.snapshotVersion(),
            taken.snapshot(),
            taken.commits());
    if (room.stateVersion() > kind.version()) { // It was lifted before its row said so.
      throw CannotRun.tooNew(room.stateVersion(), kind.version());
    }
    RoomHost host =
        new RoomHost(
            room, taken.commits(), taken.snapshotVersion(), askedAtTicks, leaseMillis, share);
    return new LiveRoom(record, host, audiences.apply(record), loops.next(), node, share);
  }

  private CompletableFuture<Void> forget(LiveRoom room, boolean lost) {
    room.share().giveBack();
    rooms.computeIfPresent(
        room.record().id(),
        (_, opening) ->
            opening.isDone()
                    && !opening.isCompletedExceptionally()
                    && opening.join().filter(live -> live == room).isPresent()
                ? null
                : opening);
    return cluster.closed(room, lost);
  }

  private static CompletableFuture<Void> drained(Optional<LiveRoom> room) {
    return room.map(LiveRoom::drain).orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /**
   * Gives all rooms up in an orderly way. Completes when the last one has left this node.
   *
   * @param spreadMillis the time over which members are moved, so that few move at once
   */
  public CompletableFuture<Void> drain(long spreadMillis) {
    draining = true;
    List<CompletableFuture<Void>> gone = new ArrayList<>();
    for (var opening :
        rooms.values()) { // Before the live rooms: an opening room may be live by then.
      if (!opening.isDone()) {
        gone.add(opening.exceptionally(_ -> Optional.empty()).thenCompose(Hub::drained));
      }
    }
    List<LiveRoom> live = live();
    long members = live.stream().mapToLong(LiveRoom::online).sum();
    long spread = Math.min(spreadMillis, members * MOVE_MILLIS);
    long before = 0;
    for (LiveRoom room : live) {
      long delay = members == 0 ? 0 : spread * before / members;
      Executor later = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS);
      gone.add(CompletableFuture.runAsync(() -> {}, later).thenCompose(_ -> room.drain()));
      before += room.online();
    }
    return CompletableFuture.allOf(gone.toArray(CompletableFuture<?>[]::new));
  }
}
