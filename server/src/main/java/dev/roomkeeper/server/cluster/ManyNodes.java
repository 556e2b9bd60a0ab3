package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import dev.roomkeeper.engine.cluster.Routing;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Directory.Place;
import dev.roomkeeper.server.hub.Directory.Taken;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.RoomElsewhere;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among others: says that it lives, hears who else does, finds where a room is, and tells
 * its own rooms when another node has taken them.
 */
public final class ManyNodes implements Cluster, AutoCloseable {
  static final long BEAT_MILLIS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(ManyNodes.class);
  private static final long DIRECTORY_TIMEOUT_MILLIS = 300;
  private static final long JOURNAL_TIMEOUT_MILLIS = 1_500;

  /**
   * With the directory's, less than the time after which deploy/nginx.conf holds a node for dead.
   */
  private static final long LEAD_ROW_MILLIS = 250;

  private static final long ONLINE_MILLIS = 1_000;
  private static final long PUBLISH_ALL_MILLIS = 20_000;
  private static final long WARM_UP_MILLIS = 20_000;
  private static final Routing.Row NOT_READ = new Routing.Row.NotRead();

  /** A heartbeat so late means that this process stood still. */
  private static final long STALL_MILLIS = 1_000;

  private final String id;
  private final String address;
  private final boolean mayTakeRooms;
  private final Directory directory;
  private final Journal journal;
  private final LinkClient link;
  private final OwnedCheck owned;
  private final Clock clock;
  private final long startedAtTicks;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cluster").factory());
  private final Map<String, Integer> published = new ConcurrentHashMap<>(); // online, by room

  private volatile Roster roster = Roster.EMPTY;
  private volatile boolean draining;
  private volatile IntSupplier load = () -> 0;
  private volatile Peer self;
  private @Nullable Hub hub;

  private volatile long beatAtTicks;

  // Only on the timer's thread:
  private long publishedAtTicks;
  private long publishedAllAtTicks;
  private boolean beating;

  /**
   * @param id of this process since it started
   * @param address host:port at which the others reach it
   * @param mayTakeRooms false for a node that serves HTTP only
   */
  public ManyNodes(
      String id,
      String address,
      boolean mayTakeRooms,
      Directory directory,
      Journal journal,
      Link link,
      Clock clock) {
    this.id = id;
    this.address = address;
    this.mayTakeRooms = mayTakeRooms;
    this.directory = directory;
    this.journal = journal;
    this.self = new Peer(id, address, 0, mayTakeRooms);
    this.link = new LinkClient(link);
    this.clock = clock;
    this.startedAtTicks = clock.ticks();
    this.beatAtTicks = startedAtTicks;
    this.owned = new OwnedCheck(journal, () -> hub().live(), this::othersReach, timer, clock);
    directory.onTaken(this::taken);
  }

  /** How a journal names a node as a room's owner. */
  public static String owner(String id, String address) {
    return id + "@" + address;
  }

  /** Begins to live among the others. */
  public void start(Hub hub, IntSupplier load) {
    this.hub = hub;
    this.load = load;
    var _ = timer.scheduleWithFixedDelay(this::beatSafely, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes no new rooms from now on, and says so. */
  public void drain() {
    draining = true;
    lookAtSelf();
    timer.execute(this::beatSafely);
  }

  /** Whether this node has no rooms since it can't reach the database, and others can. */
  public boolean isCutOff() {
    return owned.isCutOff();
  }

  /** Those who live, as far as this node knows, itself included. */
  public List<Peer> nodes() {
    List<Peer> nodes = new ArrayList<>(roster.living(id, clock.ticks()));
    nodes.addFirst(self());
    return nodes;
  }

  /** As this node last said of itself, so that it compares itself with others as they do. */
  private Peer self() {
    return self;
  }

  private void lookAtSelf() {
    int busy = Math.max(load.getAsInt(), headStart());
    boolean isCutOff = isCutOff();
    self = new Peer(id, address, busy, mayTakeRooms && !draining && !isCutOff, isCutOff);
  }

  /**
   * The load that this node feigns while it is new: the others' average for a time, then less and
   * less of it. A process that just started is slow, and would else be given all rooms that open.
   */
  private int headStart() {
    long left = 2 * WARM_UP_MILLIS - (clock.ticks() - startedAtTicks);
    if (left <= 0) {
      return 0;
    }
    double average =
        roster.takers(id, clock.ticks()).stream().mapToInt(Peer::load).average().orElse(0);
    return (int) (average * Math.min(left, WARM_UP_MILLIS) / WARM_UP_MILLIS);
  }

  private Hub hub() {
    return Objects.requireNonNull(hub, "not started");
  }

  // --- Finding ---

  @Override
  public Spot find(String roomId, int hops) {
    if (hub().isOpening(roomId)) {
      return new Spot.Here(); // Should another node be quicker, opening it will tell.
    }
    return spot(decide(roomId, hops));
  }

  @Override
  public Spot lead(String roomId) {
    if (hub().isOpening(roomId)) {
      return new Spot.Here();
    }
    return spot(decide(roomId, 0, Routing::lead, LEAD_ROW_MILLIS));
  }

  private Spot spot(Routing.Decision decision) {
    return switch (decision) {
      case Routing.Decision.Serve(), Routing.Decision.TakeOver(_) -> new Spot.Here();
      case Routing.Decision.Relay(var owner) ->
          new Spot.At(new Peer(owner.nodeId(), owner.address(), 0, true));
      case Routing.Decision.Place(var peer) when peer.id().equals(id) -> new Spot.Here();
      case Routing.Decision.Place(var peer) -> new Spot.At(peer);
      case Routing.Decision.ReadRow(), Routing.Decision.Unavailable() ->
          throw new IllegalStateException("nobody can say where the room is");
    };
  }

  @Override
  public CompletableFuture<Long> follows(String roomId) {
    return CompletableFuture.supplyAsync(
        () ->
            // Asked as somebody who was sent here: by the row, which is read now.
            switch (decide(roomId, 1)) {
              case Routing.Decision.TakeOver(var epoch) -> epoch;
              case Routing.Decision.Serve(), Routing.Decision.Relay(_), Routing.Decision.Place(_) ->
                  throw new RoomElsewhere(roomId);
              case Routing.Decision.ReadRow(), Routing.Decision.Unavailable() ->
                  throw new IllegalStateException("nobody can say where the room is");
            },
        Thread::startVirtualThread);
  }

  /** What is to be done, with the room's row read if that is needed. */
  private Routing.Decision decide(String roomId, int hops) {
    return decide(roomId, hops, Routing::decide, JOURNAL_TIMEOUT_MILLIS);
  }

  private Routing.Decision decide(
      String roomId, int hops, Function<Routing.Question, Routing.Decision> how, long rowMillis) {
    long served = hub().live(roomId).map(LiveRoom::epoch).orElse(0L);
    // Whether it was lost, heartbeats and its lease tell; whoever was sent here goes by the row.
    Owner map = served > 0 || hops > 0 ? null : onTheMap(roomId);
    Routing.Decision decision = how.apply(question(roomId, served, hops, map, NOT_READ));
    return decision instanceof Routing.Decision.ReadRow
        ? how.apply(question(roomId, served, hops, map, row(roomId, rowMillis)))
        : decision;
  }

  private Routing.Question question(
      String roomId, long served, int hops, @Nullable Owner map, Routing.Row row) {
    return new Routing.Question(roomId, self(), served, hops, map, row, roster, clock.ticks());
  }

  private @Nullable Owner onTheMap(String roomId) {
    try {
      return within(DIRECTORY_TIMEOUT_MILLIS, directory.find(roomId))
          .map(place -> new Owner(place.nodeId(), place.address(), place.epoch()))
          .orElse(null);
    } catch (CompletionException e) {
      LOG.debug("the directory can't be asked: {}", String.valueOf(e.getCause()));
      return null;
    }
  }

  private Routing.Row row(String roomId, long millis) {
    if (isCutOff()) {
      return new Routing.Row.Unreachable(); // Whoever asks is not to wait for that.
    }
    try {
      return within(millis, journal.owner(roomId))
          .<Routing.Row>map(read ->
              new Routing.Row.Read(
                  read.node() == null ? null : owner(read.node(), read.epoch()), read.epoch()))
          // A room that does not exist: whoever opens it will find that out.
          .orElseGet(() -> new Routing.Row.Read(null, 0));
    } catch (CompletionException e) {
      LOG.debug("the journal can't be asked: {}", String.valueOf(e.getCause()));
      return new Routing.Row.Unreachable();
    }
  }

  private static @Nullable Owner owner(String node, long epoch) {
    int at = node.indexOf('@');
    return at < 0 ? null : new Owner(node.substring(0, at), node.substring(at + 1), epoch);
  }

  private static <T> T within(long millis, CompletableFuture<T> future) {
    return future.copy().orTimeout(millis, TimeUnit.MILLISECONDS).join();
  }

  @Override
  public synchronized boolean suspect(Peer node, boolean isGone, String why) {
    roster = roster.suspecting(node.id(), isGone, clock.ticks());
    boolean isDead = roster.isDead(node.id(), clock.ticks());
    LOG.info(
        "node {} at {} is {}: {}", node.id(), node.address(), isDead ? "suspected" : "slow", why);
    return isDead;
  }

  @Override
  public CompletableFuture<Answer> edit(Peer node, String roomId, String userId, Command command) {
    return link.edit(node, roomId, userId, command);
  }

  @Override
  public CompletableFuture<Void> remove(Peer node, String roomId) {
    return link.remove(node, roomId);
  }

  @Override
  public Map<String, Integer> online(List<String> roomIds) {
    if (roomIds.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> online = new HashMap<>();
    try {
      within(DIRECTORY_TIMEOUT_MILLIS, directory.find(roomIds))
          .forEach((roomId, place) -> online.put(roomId, place.online()));
    } catch (CompletionException e) {
      LOG.debug("the directory can't be asked: {}", String.valueOf(e.getCause()));
    }
    return online;
  }

  // --- This node's rooms ---

  @Override
  public void opened(LiveRoom room) {
    String roomId = room.record().id();
    claim(Map.of(roomId, place(room)));
    directory.announce(new Taken(roomId, room.epoch()));
  }

  @Override
  public CompletableFuture<Void> closed(LiveRoom room, boolean lost) {
    String roomId = room.record().id();
    published.remove(roomId);
    if (lost) {
      return CompletableFuture.completedFuture(null);
    }
    // Off the map only when the row says so too: who finds nothing on the map reads the row.
    return noted(journal.release(roomId, room.epoch()), "released")
        .thenCompose(_ -> noted(directory.release(roomId, room.epoch()), "taken off the map"))
        .completeOnTimeout(null, JOURNAL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private Place place(LiveRoom room) {
    int online = room.online();
    published.put(room.record().id(), online);
    return new Place(id, address, room.epoch(), online);
  }

  private void claim(Map<String, Place> places) {
    var _ = noted(directory.claim(places), "put on the map");
  }

  private static CompletableFuture<Void> noted(CompletableFuture<Void> done, String what) {
    return done.exceptionally(failure -> {
      LOG.debug("a room was not {}: {}", what, failure.toString());
      return null;
    });
  }

  /** Somebody took a room over; if it was this node's, it is no more. */
  private void taken(Taken taken) {
    Hub here = hub;
    if (here != null) {
      here.live(taken.roomId())
          .filter(room -> room.epoch() < taken.epoch())
          .ifPresent(LiveRoom::lose);
    }
  }

  // --- Heartbeats ---

  private void beatSafely() {
    try {
      beat();
    } catch (RuntimeException e) {
      LOG.warn("a heartbeat failed", e);
    }
  }

  /** Whether this process stood still until a moment ago. */
  private boolean hasStood(long now) {
    return now - beatAtTicks > STALL_MILLIS + BEAT_MILLIS;
  }

  private void beat() {
    long now = clock.ticks();
    boolean hasStood = hasStood(now);
    beatAtTicks = now;
    owned.ask(hasStood);
    if (now - publishedAtTicks >= ONLINE_MILLIS) {
      publishedAtTicks = now;
      publishOnline();
    }
    if (!beating) {
      beating = true;
      lookAtSelf();
      directory
          .beat(self())
          .orTimeout(DIRECTORY_TIMEOUT_MILLIS * 2, TimeUnit.MILLISECONDS)
          .whenComplete((beat, failure) -> timer.execute(() -> heard(beat, failure)));
    }
  }

  private void heard(Directory.@Nullable Beat beat, @Nullable Throwable failure) {
    beating = false;
    synchronized (this) {
      roster =
          beat == null ? roster.deaf() : roster.heard(beat.nodes(), beat.known(), clock.ticks());
    }
    if (failure != null) {
      LOG.debug("the directory does not answer: {}", failure.toString());
    } else if (beat != null && !beat.known()) {
      // It is new to us, or was emptied: it has to be told again what is here.
      Map<String, Place> places = new HashMap<>();
      hub().live().forEach(room -> places.put(room.record().id(), place(room)));
      if (!places.isEmpty()) {
        claim(places);
      }
    }
  }

  private void publishOnline() {
    long now = clock.ticks();
    if (now - publishedAllAtTicks >= PUBLISH_ALL_MILLIS) {
      // A map that lost a part, or a claim that failed, is made whole again.
      publishedAllAtTicks = now;
      published.clear();
    }
    Map<String, Place> changed = new HashMap<>();
    for (LiveRoom room : hub().live()) {
      Integer before = published.get(room.record().id());
      if (before == null || before != room.online()) {
        changed.put(room.record().id(), place(room));
      }
    }
    if (!changed.isEmpty()) {
      claim(changed);
    }
  }

  /** Whether the database answers any of those who would take this node's rooms. */
  private CompletableFuture<Boolean> othersReach() {
    List<CompletableFuture<Boolean>> asked =
        roster.takers(id, clock.ticks()).stream().map(link::reaches).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> asked.stream().anyMatch(CompletableFuture::join));
  }

  // --- Vouching ---

  /**
   * Whether nobody can have taken these rooms from this node, whose database does not answer: asks
   * all who may be able to.
   *
   * @param epochs at which this node owned them
   * @return what is known; nothing is of those that are missing
   */
  CompletableFuture<Map<String, Vouching.Outcome>> vouchedFor(Map<String, Long> epochs) {
    if (hasStood(clock.ticks()) || !owned.mayBeVouchedFor()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    List<CompletableFuture<Map<String, Voice>>> asked =
        roster.known(id).stream().map(peer -> link.vouch(peer, epochs)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> {
          Map<String, Vouching.Outcome> outcomes = new HashMap<>();
          for (String roomId : epochs.keySet()) {
            List<Voice> voices =
                asked.stream().map(each -> each.join().getOrDefault(roomId, Voice.SILENT)).toList();
            outcomes.put(roomId, Vouching.tally(voices));
          }
          return outcomes;
        });
  }

  @Override
  public void close() {
    timer.shutdownNow();
    var _ = noted(directory.leave(id), "left");
    link.close();
  }
}
