package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is always true of one host, looked at after each of its turns. */
final class HostWatch {
  private final World sim;
  private final SimRoom room;
  private final SimHost host;
  private final LiveTruth live;

  private boolean inFlight;
  private boolean durableInFlight;
  private long failedAt = Long.MIN_VALUE / 2;
  private final Set<String> released = Oracle.newIds();
  private final Deque<long[]> unkept = new ArrayDeque<>(); // version, released at
  private final Set<Long> dropped = new HashSet<>(); // connections that are gone
  private final Map<Long, Long> flushedAt = new HashMap<>(); // by version, the first time
  private long releasedVersion;
  private long keptVersion;

  HostWatch(World sim, SimRoom room, SimHost host, Room taken) {
    this.sim = sim;
    this.room = room;
    this.host = host;
    this.live = new LiveTruth(room.truth, taken.epoch());
    this.releasedVersion = taken.version();
    this.keptVersion = taken.version();
    note(taken);
  }

  boolean isHeldUp() {
    return inFlight && durableInFlight;
  }

  boolean isWaiting() {
    return inFlight;
  }

  void before(List<Input> inputs) {
    for (Input input : inputs) {
      inFlight &= !(input instanceof Input.AppendKept || input instanceof Input.AppendFailed);
      failedAt = input instanceof Input.AppendFailed ? sim.now() : failedAt;
      if (input instanceof Input.Drop(var connection)) {
        dropped.add(connection);
      }
    }
  }

  void closed(long connection) {
    dropped.add(connection);
  }

  /** Whether the host was told, or said itself, that this connection is gone. */
  boolean isDropped(long connection) {
    return dropped.contains(connection);
  }

  void appended(Effect.Append append) {
    inFlight = true;
    durableInFlight = append.commits().stream().anyMatch(Commit::durable);
  }

  /** No more goes than the kind said, by the node's time of day. */
  void pruned(Effect.Prune prune, Room state, long dayAhead) {
    RoomRules.Keeping keeping = state.rules().keeping();
    long now = SimHost.DAY_MILLIS + sim.now() + dayAhead;
    Oracle.check(
        prune.commitsKept() == keeping.commits() && prune.sinceMillis() == now - keeping.millis(),
        "%s by a kind that says %s",
        prune,
        keeping);
  }

  void kept(List<Commit> commits) {
    keptVersion = Math.max(keptVersion, commits.getLast().version());
  }

  void after(RoomHost shown) {
    released(shown.released());
    if (!shown.isGone()) {
      lazyIsNotLate();
    }
  }

  private void released(Room state) {
    Oracle.check(state.version() >= releasedVersion, "%s took back what it released", host.name);
    if (state.version() > releasedVersion) {
      releasedVersion = state.version();
      unkept.add(new long[] {releasedVersion, sim.now()});
      note(state);
    }
  }

  private void note(Room state) {
    JsonObject log = state.layers().root().object(List.of(Layers.SERVER, "log"));
    log.forEach((_, id) -> released.add(((Json.Text) id).value()));
  }

  private void lazyIsNotLate() {
    while (!unkept.isEmpty() && unkept.element()[0] <= keptVersion) {
      unkept.remove();
    }
    if (!unkept.isEmpty() && !inFlight && sim.now() - failedAt > 300) {
      long age = sim.now() - unkept.element()[1];
      Oracle.check(age <= 250, "%s released a change %d ms ago and did not append", host.name, age);
    }
  }

  /** The room as members may know it by this flush. */
  Layers inspect(Flush flush, Room state, Map<Long, SimLink> links) {
    for (String layer : List.of(Layers.SERVER, Layers.ENGINE)) {
      boolean isSent =
          flush.change().get(layer) != null || flush.change().get(Layers.live(layer)) != null;
      Oracle.check(!isSent, "the layer %s is published", layer);
    }
    if (flush.reach() == Flush.Reach.LATE) {
      long at = flushedAt.getOrDefault(flush.version(), Long.MAX_VALUE);
      int delay = state.rules().watchDelayMillis();
      Oracle.check(sim.now() - at >= delay, "a flush of %d is sent too early", flush.version());
      return flush.layers();
    }
    released(state);
    flushedAt.putIfAbsent(flush.version(), sim.now());
    Oracle.check(
        flush.epoch() == state.epoch() && flush.version() == state.version(),
        "a flush of %d, released is %d",
        flush.version(),
        state.version());
    room.truth.shown(state);
    live.shown(flush.change(), state);
    flush
        .personal()
        .forEach((connection, personal) -> {
          SimLink link = links.get(connection);
          if (link != null) {
            for (Answer answer : personal.answers()) {
              if (answer.seq() > 0 && !host.isUnheard(link, answer)) {
                room.truth.answered(link.askedAs(answer.seq()), answer, state, released);
              }
            }
          }
        });
    return state.layers();
  }
}
