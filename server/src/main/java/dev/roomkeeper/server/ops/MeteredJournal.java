package dev.roomkeeper.server.ops;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A journal that counts and times its appends. */
public final class MeteredJournal implements Journal {
  private final Journal journal;
  private final Timer appends;
  private final Counter commits;
  private final Counter notKept;

  public MeteredJournal(Journal journal, MeterRegistry registry) {
    this.journal = journal;
    this.appends =
        Timer.builder("roomkeeper.journal.append")
            .description("From handing an append in until it is answered")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    this.commits = registry.counter("roomkeeper.journal.commits");
    this.notKept = registry.counter("roomkeeper.journal.not.kept");
  }

  @Override
  public CompletableFuture<Outcome> append(
      String roomId, long epoch, long head, List<Commit> list, long wakeAtMillis) {
    Timer.Sample sample = Timer.start();
    return journal
        .append(roomId, epoch, head, list, wakeAtMillis)
        .whenComplete((outcome, _) -> {
          sample.stop(appends);
          if (outcome instanceof Outcome.Kept) {
            commits.increment(list.size());
          } else {
            notKept.increment();
          }
        });
  }

  @Override
  public CompletableFuture<Optional<Takeover>> takeOver(String roomId, long follows) {
    return journal.takeOver(roomId, follows);
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
  public CompletableFuture<Boolean> confirm(String roomId, long epoch) {
    return journal.confirm(roomId, epoch);
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
    journal.close();
  }
}
