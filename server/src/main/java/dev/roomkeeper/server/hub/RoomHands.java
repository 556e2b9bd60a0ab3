package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.RoomShell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a room's effects on this node and puts the answers into its mailbox. */
final class RoomHands implements RoomShell.Hands {
  private static final Logger LOG = LoggerFactory.getLogger(RoomHands.class);

  /** How long all rooms wait for an answer of the journal. */
  private static final Deadlines JOURNAL = new Deadlines(5_000);

  /** An edit that waits for its answer. */
  record Edit(long number, CompletableFuture<Optional<Answer>> answer) {}

  private final LiveRoom room;
  private final ScheduledExecutorService loop;
  private final LiveRoom.Node node;

  private final Map<Long, CompletableFuture<Optional<Answer>>> edits = new ConcurrentHashMap<>();
  private final AtomicLong lastEdit = new AtomicLong();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private CompletableFuture<Void> removal = CompletableFuture.completedFuture(null);

  RoomHands(LiveRoom room, ScheduledExecutorService loop, LiveRoom.Node node) {
    this.room = room;
    this.loop = loop;
    this.node = node;
  }

  /** Completes when the room has left this node, and is deleted if that was asked for. */
  CompletableFuture<Void> gone() {
    return gone;
  }

  Edit beginEdit() {
    Edit edit = new Edit(lastEdit.incrementAndGet(), new CompletableFuture<>());
    edits.put(edit.number, edit.answer);
    return edit;
  }

  void edited(long number, @Nullable Answer answer) {
    CompletableFuture<Optional<Answer>> asked = edits.remove(number);
    if (asked != null) {
      asked.complete(Optional.ofNullable(answer));
    }
  }

  @Override
  public void perform(Effect effect) {
    String roomId = room.record().id();
    switch (effect) {
      case Effect.Append(var append, var epoch, var head, var commits, var wakeAtMillis) ->
          answer(append, node.journal().append(roomId, epoch, head, commits, wakeAtMillis));
      case Effect.ReadBack(var append, var epoch, var last) ->
          answer(append, node.journal().readBack(roomId, epoch, last));
      case Effect.ConfirmOwnership(var epoch, var askedAtTicks) -> confirm(epoch, askedAtTicks);
      case Effect.SaveSnapshot(var epoch, var version, var layers) ->
          warnOnFailure(
              node.journal().saveSnapshot(roomId, epoch, version, layers), "no snapshot was kept");
      case Effect.Prune(var epoch, var commitsKept, var sinceMillis) ->
          warnOnFailure(
              node.journal().prune(roomId, epoch, commitsKept, sinceMillis), "nothing was pruned");
      case Effect.ReadCommit(var version) -> readCommit(version);
      case Effect.Prove(var connection, var passphrase, var hash) ->
          slowly(
              () -> node.passphrases().matches(passphrase.text(), hash),
              matches ->
                  new Input.Proved(
                      connection, Boolean.TRUE.equals(matches) ? hash : null, matches == null));
      case Effect.Hash(var connection, var passphrase) ->
          slowly(
              () -> node.passphrases().hash(passphrase.text()),
              hash -> new Input.Hashed(connection, hash));
      case Effect.Wrote(var bytes) -> bytes.forEach(room.audience()::wrote);
      case Effect.Publish(var flush) -> room.audience().publish(flush);
      case Effect.Close(var connection, var code, var reason) ->
          room.audience().close(connection, code, reason);
      case Effect.Edited(var edit, var answer) -> edited(edit, answer);
      case Effect.Remove(var epoch, var by, var atMillis) ->
          removal = node.journal().remove(roomId, epoch, new Journal.Removal(by, atMillis));
      case Effect.Fault(var cause) -> LOG.error("the rules of {} made a mistake", room, cause);
    }
  }

  private void warnOnFailure(CompletableFuture<?> done, String what) {
    done.whenComplete((_, failure) -> {
      if (failure != null) {
        LOG.warn("{}: {}", room, what, failure);
      }
    });
  }

  private void answer(long append, CompletableFuture<Journal.Outcome> outcome) {
    JOURNAL
        .within(outcome)
        .exceptionally(failure -> new Journal.Outcome.Unknown(failure.toString()))
        .thenAccept(known -> room.offer(input(append, known)));
  }

  private static Input input(long append, Journal.Outcome outcome) {
    return switch (outcome) {
      case Journal.Outcome.Kept() -> new Input.AppendKept(append);
      case Journal.Outcome.Refused() -> new Input.AppendRefused(append);
      case Journal.Outcome.Failed(var reason) -> new Input.AppendFailed(append, reason);
      case Journal.Outcome.Unknown(_) -> new Input.AppendUnknown(append);
    };
  }

  private void confirm(long epoch, long askedAtTicks) {
    JOURNAL
        .within(node.journal().confirm(room.record().id(), epoch))
        .whenComplete((owned, failure) -> {
          // A timeout says nothing about the outcome, so the host asks again.
          if (failure == null) {
            room.offer(
                owned ? new Input.OwnershipConfirmed(askedAtTicks) : new Input.OwnershipLost());
          }
        });
  }

  private void readCommit(long version) {
    JOURNAL
        .within(node.journal().readCommit(room.record().id(), version))
        .whenComplete((commit, failure) ->
            room.offer(
                new Input.CommitRead(version, failure == null ? commit.orElse(null) : null)));
  }

  /** Runs slow work. The input is made of null if there was no time for it. */
  private <T> void slowly(Supplier<T> work, java.util.function.Function<@Nullable T, Input> input) {
    try {
      CompletableFuture.supplyAsync(work, node.means().blocking())
          .whenComplete(
              (result, failure) -> room.offer(input.apply(failure == null ? result : null)));
    } catch (RejectedExecutionException e) {
      room.offer(input.apply(null));
    }
  }

  @Override
  public void failed(Throwable fault) {
    LOG.error("{} failed and is given up; its state is intact in the journal", room, fault);
  }

  @Override
  public void leave(List<Effect.Close> closes, boolean lost) {
    LOG.debug("{} is {}", room, lost ? "another's" : "at rest");
    node.onGone()
        .apply(room, lost)
        .whenCompleteAsync(
            (_, _) -> {
              closes.forEach(this::perform);
              room.audience().gone();
              removal.whenComplete((_, failure) -> {
                if (failure != null) {
                  LOG.warn("{} could not be deleted", room, failure);
                  gone.completeExceptionally(failure);
                } else {
                  gone.complete(null);
                }
              });
            },
            loop);
  }
}
