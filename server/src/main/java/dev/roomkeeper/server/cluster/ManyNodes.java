package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Directory.Taken;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node in its cluster. Sends heartbeats, hears of other nodes, finds rooms, and tells its own
 * rooms when another node took them over.
 */
public final class ManyNodes implements Cluster, AutoCloseable {
  static final long BEAT_MILLIS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(ManyNodes.class);
  private static final long WARM_UP_MILLIS = 20_000;

  /** A heartbeat that is this late means that the process stood still. */
  private static final long STALL_MILLIS = 1_000;

  private final String id;
  private final Peer announced;
  private final Directory directory;
  private final Journal journal;
  private final LinkClient link;
  private final OwnedCheck owned;
  private final Whereabouts whereabouts;
  private final MapEntries entries;
  private final Clock clock;
  private final long startedAtTicks;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cluster").factory());

  private volatile Roster roster = Roster.EMPTY;
  private volatile boolean draining;
  private volatile IntSupplier load = () -> 0;
  private volatile Peer self;
  private @Nullable Hub hub;

  private volatile long beatAtTicks;

  // Used on the timer's thread only:
  private boolean beating;

  /**
   * @param announced this process as it first announces itself, without any load
   */
  public ManyNodes(Peer announced, Directory directory, Journal journal, Link link, Clock clock) {
    this.id = announced.id();
    this.announced = announced;
    this.self = announced;
    this.directory = directory;
    this.journal = journal;
    this.link = new LinkClient(link);
    this.clock = clock;
    this.startedAtTicks = clock.ticks();
    this.beatAtTicks = startedAtTicks;
    this.owned = new OwnedCheck(journal, () -> hub().live(), this::othersReach, timer, clock);
    this.entries = new MapEntries(directory, id, announced.address());
    this.whereabouts =
        new Whereabouts(
            () -> new Whereabouts.Known(hub(), self(), roster, isCutOff()),
            directory,
            journal,
            clock);
    directory.onTaken(this::taken);
  }

  /** The name of a node in the journal, as a room's owner. */
  public static String owner(String id, String address) {
    return id + "@" + address;
  }

  /** Joins the cluster. */
  public void start(Hub hub, IntSupplier load) {
    this.hub = hub;
    this.load = load;
    var _ = timer.scheduleWithFixedDelay(this::beatSafely, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes no new rooms from now on, and tells the other nodes. */
  public void drain() {
    draining = true;
    lookAtSelf();
    timer.execute(this::beatSafely);
  }

  /** Whether this node gave up its rooms because it can't reach the database while others can. */
  public boolean isCutOff() {
    return owned.isCutOff();
  }

  /** The live nodes that this node knows, including itself. */
  public List<Peer> nodes() {
    List<Peer> nodes = new ArrayList<>(roster.living(id, clock.ticks()));
    nodes.addFirst(self());
    return nodes;
  }

  /** This node as it last announced itself, so that it compares itself as others do. */
  private Peer self() {
    return self;
  }

  private void lookAtSelf() {
    int busy = Math.max(load.getAsInt(), headStart());
    boolean isCutOff = isCutOff();
    boolean takesRooms = announced.takesRooms() && !draining && !isCutOff;
    self = new Peer(id, announced.address(), busy, takesRooms, isCutOff, announced.kinds());
  }

  /**
   * The load that a new node adds to its own: the others' average at first, then less and less. A
   * process that just started is slow and would otherwise be given every room that opens.
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
    return whereabouts.find(roomId, hops);
  }

  @Override
  public Spot lead(String roomId) {
    return whereabouts.lead(roomId);
  }

  @Override
  public CompletableFuture<Long> follows(String roomId) {
    return whereabouts.follows(roomId);
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
  public CompletableFuture<Void> remove(Peer node, String roomId, @Nullable String by) {
    return link.remove(node, roomId, by);
  }

  @Override
  public Map<String, Integer> online(List<String> roomIds) {
    return entries.online(roomIds);
  }

  // --- This node's rooms ---

  @Override
  public void opened(LiveRoom room) {
    entries.enter(List.of(room));
    directory.announce(new Taken(room.record().id(), room.epoch()));
  }

  @Override
  public CompletableFuture<Void> closed(LiveRoom room, boolean lost) {
    String roomId = room.record().id();
    entries.forget(roomId);
    if (lost) {
      return CompletableFuture.completedFuture(null);
    }
    // Removed from the map only after the row is released, since a node that finds nothing on the
    // map reads the row.
    return noted(journal.release(roomId, room.epoch()), "released")
        .thenCompose(_ -> entries.remove(roomId, room.epoch()))
        .completeOnTimeout(null, Whereabouts.JOURNAL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Completes after a failure too. */
  static CompletableFuture<Void> noted(CompletableFuture<Void> done, String what) {
    return done.exceptionally(failure -> {
      LOG.debug("a room was not {}: {}", what, failure.toString());
      return null;
    });
  }

  /** A node took a room over. If the room was this node's, it ends here. */
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

  /** Whether this process stood still until just now. */
  private boolean hasStood(long now) {
    return now - beatAtTicks > STALL_MILLIS + BEAT_MILLIS;
  }

  private void beat() {
    long now = clock.ticks();
    boolean hasStood = hasStood(now);
    beatAtTicks = now;
    owned.ask(hasStood);
    entries.renewIfDue(hub().live(), now);
    if (!beating) {
      beating = true;
      lookAtSelf();
      directory
          .beat(self())
          .orTimeout(MapEntries.TIMEOUT_MILLIS * 2, TimeUnit.MILLISECONDS)
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
      // The directory is new or was emptied, so it is told all rooms again.
      entries.enter(hub().live());
    }
  }

  /** Whether the database answers any node that could take this node's rooms. */
  private CompletableFuture<Boolean> othersReach() {
    List<CompletableFuture<Boolean>> asked =
        roster.takers(id, clock.ticks()).stream().map(link::reaches).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> asked.stream().anyMatch(CompletableFuture::join));
  }

  // --- Vouching ---

  /**
   * Asks all nodes that could take these rooms whether any did, while this node's database does not
   * answer.
   *
   * @param epochs at which this node owned the rooms
   * @return what is known; rooms of which nothing is known are missing
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
