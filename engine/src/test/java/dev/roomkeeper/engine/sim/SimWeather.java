package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.RoomHost;

/** How the journals are reached: late, in vain, or with the answer lost. */
final class SimWeather implements SimHost.Backend {
  private final World sim;
  private double failing;
  private double losing;
  private int delayMillis = 5;

  SimWeather(World sim) {
    this.sim = sim;
  }

  void change() {
    failing = sim.chance(0.3) ? 0.3 : 0.02;
    losing = sim.chance(0.3) ? 0.3 : 0.02;
    delayMillis = sim.chance(0.2) ? 1_500 : sim.chance(0.3) ? 150 : 8;
  }

  void clear() {
    failing = 0;
    losing = 0;
    delayMillis = 5;
  }

  private long later() {
    return sim.now() + sim.below(delayMillis + 1);
  }

  @Override
  public void append(SimHost host, SimJournal journal, Effect.Append append) {
    if (sim.chance(failing)) {
      answer(host, new RoomHost.Input.AppendFailed(append.append(), "the disk is full"));
      return;
    }
    boolean isLost = sim.chance(losing);
    if (isLost && sim.chance(0.3)) {
      answer(host, new RoomHost.Input.AppendUnknown(append.append())); // It never got there.
      return;
    }
    if (isLost && sim.chance(0.3)) {
      // Nobody knows any more, and it is still under way.
      answer(host, new RoomHost.Input.AppendUnknown(append.append()));
      sim.at(sim.now() + sim.below(3_000), () -> execute(host, journal, append));
      return;
    }
    sim.at(
        later(),
        () -> {
          SimJournal.Outcome outcome = execute(host, journal, append);
          answer(
              host,
              isLost
                  ? new RoomHost.Input.AppendUnknown(append.append())
                  : input(append.append(), outcome));
        });
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

  private static RoomHost.Input input(long append, SimJournal.Outcome outcome) {
    return switch (outcome) {
      case KEPT -> new RoomHost.Input.AppendKept(append);
      case REFUSED -> new RoomHost.Input.AppendRefused(append);
      case FAILED -> new RoomHost.Input.AppendFailed(append, "it was too late");
    };
  }

  @Override
  public void readBack(SimHost host, SimJournal journal, Effect.ReadBack ask) {
    if (sim.chance(losing)) {
      answer(host, new RoomHost.Input.AppendUnknown(ask.append()));
      return;
    }
    sim.at(
        later(),
        () ->
            answer(
                host,
                input(ask.append(), journal.readBack(ask.append(), ask.epoch(), ask.last()))));
  }

  private void answer(SimHost host, RoomHost.Input input) {
    sim.at(later(), () -> host.input(input));
  }

  @Override
  public void confirm(SimHost host, SimJournal journal, Effect.ConfirmOwnership ask) {
    if (sim.chance(losing / 2)) {
      return;
    }
    sim.at(
        later(),
        () -> {
          boolean isOwned = journal.isOwnedAt(ask.epoch());
          RoomHost.Input answer =
              isOwned
                  ? new RoomHost.Input.OwnershipConfirmed(ask.askedAtTicks())
                  : new RoomHost.Input.OwnershipLost();
          sim.at(later(), () -> host.input(answer));
        });
  }

  @Override
  public void save(SimHost host, SimJournal journal, Effect.SaveSnapshot save) {
    if (!sim.chance(losing)) {
      sim.at(later(), () -> journal.saveSnapshot(save.version(), save.layers()));
    }
  }
}
