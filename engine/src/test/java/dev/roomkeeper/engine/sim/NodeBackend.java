package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.RoomHost;
import java.util.ArrayList;
import java.util.List;

/** A node's way to the database, and to the others where that fails. */
final class NodeBackend implements SimHost.Backend {
  private static final long APPEND_MILLIS = 1_500;
  private static final long CONFIRM_MILLIS = 500;
  private static final long PEER_MILLIS = 700;
  private static final long OUTAGE_MILLIS = 2_000;

  private final ClusterSimulation sim;
  private final ClusterNode node;
  private long failedAt = -OUTAGE_MILLIS;

  NodeBackend(ClusterSimulation sim, ClusterNode node) {
    this.sim = sim;
    this.node = node;
  }

  @Override
  public void append(SimHost host, SimJournal journal, Effect.Append append) {
    SimNet.Fate fate = sim.net.fate(node.machine.id, SimNet.DATABASE);
    if (fate == SimNet.Fate.REFUSED || sim.chance(sim.net.failing)) {
      answer(host, new RoomHost.Input.AppendFailed(append.append(), "no connection"));
      return;
    }
    if (fate == SimNet.Fate.SILENT || sim.chance(sim.net.losing / 3)) {
      if (sim.chance(0.3)) { // It is under way still.
        sim.at(sim.now() + sim.below(3_000), () -> execute(host, journal, append));
      }
      unknown(host, append.append());
      return;
    }
    sim.net.<SimJournal.Outcome>call(
        node.machine,
        SimNet.DATABASE,
        null,
        APPEND_MILLIS,
        () -> execute(host, journal, append),
        reply -> outcome(host, append.append(), reply));
  }

  private static SimJournal.Outcome execute(
      SimHost host, SimJournal journal, Effect.Append append) {
    SimJournal.Outcome outcome =
        journal.append(append.append(), append.epoch(), append.head(), append.commits());
    if (outcome == SimJournal.Outcome.KEPT) {
      host.kept(append.commits());
    }
    return outcome;
  }

  private void unknown(SimHost host, long append) {
    sim.at(
        sim.now() + APPEND_MILLIS,
        () -> node.machine.run(() -> host.input(new RoomHost.Input.AppendUnknown(append))));
  }

  private void outcome(SimHost host, long append, SimNet.Reply<SimJournal.Outcome> reply) {
    SimJournal.Outcome known = reply.answer();
    host.input(
        known == null
            ? new RoomHost.Input.AppendUnknown(append)
            : switch (known) {
              case KEPT -> new RoomHost.Input.AppendKept(append);
              case REFUSED -> new RoomHost.Input.AppendRefused(append);
              case FAILED -> new RoomHost.Input.AppendFailed(append, "it was too late");
            });
  }

  private void answer(SimHost host, RoomHost.Input input) {
    sim.at(sim.net.later(), () -> node.machine.run(() -> host.input(input)));
  }

  @Override
  public void readBack(SimHost host, SimJournal journal, Effect.ReadBack ask) {
    sim.net.<SimJournal.Outcome>call(
        node.machine,
        SimNet.DATABASE,
        null,
        CONFIRM_MILLIS,
        () -> journal.readBack(ask.append(), ask.epoch(), ask.last()),
        reply -> outcome(host, ask.append(), reply));
  }

  @Override
  public void save(SimHost host, SimJournal journal, Effect.SaveSnapshot save) {
    sim.net.<Boolean>call(
        node.machine,
        SimNet.DATABASE,
        null,
        APPEND_MILLIS,
        () -> {
          journal.saveSnapshot(save.version(), save.layers());
          return true;
        },
        _ -> {});
  }

  @Override
  public void gone(SimHost host, boolean lost) {
    node.gone(host);
    if (!lost) {
      sim.net.<Boolean>call(
          node.machine,
          SimNet.DATABASE,
          null,
          APPEND_MILLIS,
          () -> {
            host.room.journal.release(host.epoch());
            return true;
          },
          _ -> node.released(host));
    }
  }

  // --- Whether it is owned still ---

  @Override
  public void confirm(SimHost host, SimJournal journal, Effect.ConfirmOwnership ask) {
    if (sim.now() - failedAt < OUTAGE_MILLIS) {
      vouch(host, ask);
    }
    sim.net.<Boolean>call(
        node.machine,
        SimNet.DATABASE,
        null,
        CONFIRM_MILLIS,
        () -> journal.isOwnedAt(ask.epoch()),
        reply -> {
          Boolean isOwned = reply.answer();
          if (isOwned == null) {
            boolean isNew = sim.now() - failedAt >= OUTAGE_MILLIS;
            failedAt = sim.now();
            if (isNew) {
              vouch(host, ask);
            }
            return;
          }
          said(host, ask, isOwned ? Vouching.Outcome.HELD : Vouching.Outcome.LOST);
        });
  }

  private void said(SimHost host, Effect.ConfirmOwnership ask, Vouching.Outcome outcome) {
    switch (outcome) {
      case HELD -> host.input(new RoomHost.Input.OwnershipConfirmed(ask.askedAtTicks()));
      case LOST -> host.input(new RoomHost.Input.OwnershipLost());
      case UNKNOWN -> {}
    }
  }

  private void vouch(SimHost host, Effect.ConfirmOwnership ask) {
    if (!node.mayBeVouchedFor()) {
      return;
    }
    List<Peer> peers = node.roster().known(node.machine.id);
    List<Voice> voices = new ArrayList<>();
    if (peers.isEmpty()) {
      said(host, ask, Vouching.tally(voices));
    }
    for (Peer peer : peers) {
      ClusterNode other = sim.node(peer.id());
      sim.net.<Voice>ask(
          node.machine,
          peer.id(),
          other.machine,
          PEER_MILLIS,
          say -> other.voice(host.room, ask.epoch(), say),
          reply -> {
            Voice voice = reply.answer();
            voices.add(
                voice != null
                    ? voice
                    : reply.fate() == SimNet.Fate.REFUSED ? Voice.DEAD : Voice.SILENT);
            if (voices.size() == peers.size()) {
              said(host, ask, Vouching.tally(voices));
            }
          });
    }
  }
}
