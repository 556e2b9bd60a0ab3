package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A journal that can answer {@link #confirm} while its database does not. If no live node reaches
 * the database, none can have taken a room over, so this node still owns its rooms. See
 * docs/decisions/0007.
 */
public final class VouchedJournal implements Journal {
  private static final long CONFIRM_MILLIS = 500;

  /** For this long after a failure the other nodes are asked together with the database. */
  private static final long OUTAGE_MILLIS = 2_000;

  private static final long GATHER_MILLIS = 50;

  private final Journal journal;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("vouching").factory());
  private volatile Function<Map<String, Long>, CompletableFuture<Map<String, Vouching.Outcome>>>
      vouchers =
          _ -> CompletableFuture.failedFuture(new IllegalStateException("nobody is known yet"));
  private volatile long failedAtMillis = millis() - 3_600_000;

  private record Asked(String roomId, long epoch, CompletableFuture<Boolean> answer) {}

  // Used on the timer's thread only:
  private Map<String, Asked> waiting = new HashMap<>();

  public VouchedJournal(Journal journal) {
    this.journal = journal;
  }

  /** Sets the nodes to ask. */
  public void vouchedForBy(ManyNodes nodes) {
    vouchedForBy(nodes::vouchedFor);
  }

  void vouchedForBy(
      Function<Map<String, Long>, CompletableFuture<Map<String, Vouching.Outcome>>> asking) {
    vouchers = asking;
  }

  @Override
  public CompletableFuture<Boolean> confirm(String roomId, long epoch) {
    CompletableFuture<Boolean> asked =
        journal
            .confirm(roomId, epoch)
            .orTimeout(CONFIRM_MILLIS, TimeUnit.MILLISECONDS)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                failedAtMillis = millis();
              }
            });
    if (millis() - failedAtMillis < OUTAGE_MILLIS) {
      CompletableFuture<Boolean> vouched = vouch(roomId, epoch);
      return CompletableFuture.anyOf(sayingYesOrNo(asked, vouched), sayingYesOrNo(vouched, asked))
          .thenApply(Boolean.class::cast);
    }
    return asked
        .handle((owned, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedFuture(owned);
          }
          return vouch(roomId, epoch);
        })
        .thenCompose(Function.identity());
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  /** The first answer; if that fails, the second. */
  private CompletableFuture<Boolean> sayingYesOrNo(
      CompletableFuture<Boolean> first, CompletableFuture<Boolean> second) {
    return first
        .handle((answer, failure) ->
            failure == null ? CompletableFuture.completedFuture(answer) : second)
        .thenCompose(Function.identity());
  }

  private CompletableFuture<Boolean> vouch(String roomId, long epoch) {
    Asked asked = new Asked(roomId, epoch, new CompletableFuture<>());
    timer.execute(() -> {
      if (waiting.isEmpty()) {
        timer.schedule(this::askOthers, GATHER_MILLIS, TimeUnit.MILLISECONDS);
      }
      Asked older = waiting.put(roomId, asked);
      if (older != null) {
        asked.answer.whenComplete((owned, failure) -> {
          if (failure == null) {
            older.answer.complete(owned);
          } else {
            older.answer.completeExceptionally(failure);
          }
        });
      }
    });
    return asked.answer;
  }

  private void askOthers() {
    Map<String, Asked> asked = waiting;
    waiting = new HashMap<>();
    Map<String, Long> epochs = new HashMap<>();
    asked.forEach((roomId, each) -> epochs.put(roomId, each.epoch));
    vouched(epochs)
        .whenComplete((outcomes, failure) ->
            asked.forEach((roomId, each) -> {
              Vouching.Outcome outcome =
                  failure == null
                      ? outcomes.getOrDefault(roomId, Vouching.Outcome.UNKNOWN)
                      : Vouching.Outcome.UNKNOWN;
              switch (outcome) {
                case HELD -> each.answer.complete(true);
                case LOST -> each.answer.complete(false);
                case UNKNOWN ->
                    each.answer.completeExceptionally(
                        new IllegalStateException(
                            "neither the database nor all who could know say"));
              }
            }));
  }

  /** Callers get an answer even if the question itself throws. */
  private CompletableFuture<Map<String, Vouching.Outcome>> vouched(Map<String, Long> epochs) {
    try {
      return vouchers.apply(epochs);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  // --- Everything else goes to the journal ---

  @Override
  public CompletableFuture<Optional<Takeover>> takeOver(String roomId, long follows) {
    return journal.takeOver(roomId, follows);
  }

  @Override
  public CompletableFuture<Outcome> append(
      String roomId, long epoch, long head, List<Commit> commits, long wakeAtMillis) {
    return journal.append(roomId, epoch, head, commits, wakeAtMillis);
  }

  @Override
  public CompletableFuture<Outcome> readBack(String roomId, long epoch, Commit last) {
    return journal.readBack(roomId, epoch, last);
  }

  @Override
  public CompletableFuture<Optional<Owner>> owner(String roomId) {
    return journal.owner(roomId);
  }

  @Override
  public CompletableFuture<Map<String, Long>> owned() {
    return journal.owned();
  }

  @Override
  public CompletableFuture<Void> release(String roomId, long epoch) {
    return journal.release(roomId, epoch);
  }

  @Override
  public CompletableFuture<Void> saveSnapshot(
      String roomId, long epoch, long version, Layers layers) {
    return journal.saveSnapshot(roomId, epoch, version, layers);
  }

  @Override
  public CompletableFuture<List<String>> due(long nowMillis, int most) {
    return journal.due(nowMillis, most);
  }

  @Override
  public CompletableFuture<Optional<Commit>> readCommit(String roomId, long version) {
    return journal.readCommit(roomId, version);
  }

  @Override
  public CompletableFuture<Optional<Passage>> read(String roomId, long fromVersion, int most) {
    return journal.read(roomId, fromVersion, most);
  }

  @Override
  public CompletableFuture<Void> prune(
      String roomId, long epoch, int commitsKept, long sinceMillis) {
    return journal.prune(roomId, epoch, commitsKept, sinceMillis);
  }

  @Override
  public CompletableFuture<Void> remove(String roomId, long epoch, Removal removal) {
    return journal.remove(roomId, epoch, removal);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    journal.close();
  }
}
