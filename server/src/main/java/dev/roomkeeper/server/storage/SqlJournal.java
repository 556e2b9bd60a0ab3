package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.RoomElsewhere;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The journal in an SQL database. While one transaction is written, the appends of all rooms gather
 * for the next.
 *
 * <p>The calling thread encodes an append's JSON. Futures of appends and read-backs complete on one
 * thread, in order; those of takeovers and confirmations on a reader's thread. If the database
 * can't be reached, they complete exceptionally with a {@link StorageException}, except that an
 * append or a read-back answers Failed or Unknown.
 */
public final class SqlJournal implements Journal {
  private static final SqlWriter.Bounds APPENDS =
      new SqlWriter.Bounds(4_096, 64 << 20, 512, 8 << 20);

  private final SqlDatabase database;
  private final InstantSource clock;
  private final @Nullable String node;
  private final SqlWriter.Lane<CommitLog.Append> appends;
  private final SharedReads<Owner> owners;
  private final Snapshots snapshots;
  private final Pruning pruning;

  /** Numbers the appends, so that a read-back can rule out earlier ones. */
  private final AtomicLong attempts = new AtomicLong();

  /**
   * @param clock for a room's last activity only
   * @param node the owner's name in rooms taken over by this journal; null for a node that is alone
   */
  public SqlJournal(SqlDatabase database, InstantSource clock, @Nullable String node) {
    this.database = database;
    this.clock = clock;
    this.node = node;
    appends =
        database
            .writer()
            .lane(APPENDS, CommitLog.appends(database.isPostgres(), database.projections()));
    owners = new SharedReads<>(database, RoomHeads::owners);
    snapshots = new Snapshots(database);
    pruning = new Pruning(database);
  }

  @Override
  public CompletableFuture<Optional<Takeover>> takeOver(String roomId, long follows) {
    // Once the epoch is raised, nobody adds to what is read here, so it need not run on the
    // writer's thread.
    return database
        .writeSoon(roomKey(roomId), handle -> RoomHeads.raiseEpoch(handle, roomId, follows, node))
        .thenApplyAsync(
            raised ->
                switch (raised) {
                  case RoomHeads.Raised.To(var head) -> {
                    database.projections().know(roomId, head.room().kind());
                    yield Optional.of(database.read(handle -> Recovery.recover(handle, head)));
                  }
                  case RoomHeads.Raised.NoRoom() -> Optional.<Takeover>empty();
                  case RoomHeads.Raised.Elsewhere() -> throw new RoomElsewhere(roomId);
                },
            database.readers());
  }

  @Override
  public CompletableFuture<Outcome> append(
      String roomId, long epoch, long head, List<Commit> commits, long wakeAtMillis) {
    long version = head;
    for (Commit commit : commits) {
      if (commit.base() != version) {
        throw new IllegalArgumentException(
            "a commit on version " + commit.base() + " does not follow version " + version);
      }
      version = commit.version();
    }
    if (commits.isEmpty()) {
      throw new IllegalArgumentException("an append has commits");
    }
    CommitLog.Append append =
        new CommitLog.Append(
            attempts.incrementAndGet(),
            roomId,
            epoch,
            head,
            clock.millis(),
            new CommitLog.Entries(
                commits.stream().map(CommitRow::of).toList(),
                database.projections().of(roomId, commits)),
            wakeAtMillis == NEVER ? null : wakeAtMillis,
            new CompletableFuture<>());
    String refusal = appends.offer(append);
    if (refusal != null) {
      append.failed(refusal);
    }
    return append.outcome();
  }

  @Override
  public CompletableFuture<Outcome> readBack(String roomId, long epoch, Commit last) {
    long attempt = attempts.incrementAndGet();
    return database
        .writeSoon(
            roomKey(roomId), handle -> CommitLog.readBack(handle, roomId, epoch, last, attempt))
        .exceptionally(e ->
            new Outcome.Unknown(
                e instanceof StorageException known
                    ? String.valueOf(known.getMessage())
                    : "the database failed"));
  }

  @Override
  public CompletableFuture<Optional<Owner>> owner(String roomId) {
    return owners.read(roomId);
  }

  @Override
  public CompletableFuture<Map<String, Long>> owned() {
    return node == null
        ? CompletableFuture.completedFuture(Map.of())
        : database.readSoon(handle -> RoomHeads.owned(handle, node));
  }

  @Override
  public CompletableFuture<Void> release(String roomId, long epoch) {
    return node == null
        ? CompletableFuture.completedFuture(null)
        : database
            .writeSoon(roomKey(roomId), handle -> RoomHeads.release(handle, roomId, epoch))
            .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Boolean> confirm(String roomId, long epoch) {
    return owners
        .read(roomId)
        .thenApply(owner -> owner.isPresent() && owner.get().epoch() == epoch);
  }

  @Override
  public CompletableFuture<Void> saveSnapshot(
      String roomId, long epoch, long version, Layers layers) {
    return snapshots.save(roomId, epoch, version, layers);
  }

  @Override
  public CompletableFuture<List<String>> due(long nowMillis, int most) {
    return database.readSoon(handle -> RoomHeads.due(handle, nowMillis, most));
  }

  @Override
  public CompletableFuture<Optional<Commit>> readCommit(String roomId, long version) {
    return database.readSoon(handle -> LoggedCommits.at(handle, roomId, version));
  }

  @Override
  public CompletableFuture<Optional<Passage>> read(String roomId, long fromVersion, int most) {
    return database.readSoonAtOnce(handle -> Passages.read(handle, roomId, fromVersion, most));
  }

  @Override
  public CompletableFuture<Void> prune(
      String roomId, long epoch, int commitsKept, long sinceMillis) {
    return pruning.prune(new Pruning.Bounds(roomId, epoch, commitsKept, sinceMillis));
  }

  @Override
  public CompletableFuture<Void> remove(String roomId, long epoch, Removal removal) {
    return database
        .writeSoon(roomKey(roomId), handle -> RoomHeads.remove(handle, roomId, epoch, removal))
        .thenAccept(_ -> {});
  }

  private static String roomKey(String roomId) {
    return "room " + roomId;
  }

  @Override
  public void close() {
    appends.close();
    pruning.close();
    snapshots.close();
  }
}
