package dev.roomkeeper.bench;

import java.util.List;
import java.util.function.Consumer;

/** The loads that the bench knows. */
enum Scenario {
  /** One room of many, one sender. */
  BROADCAST {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      int clients = sizes.broadcastClients();
      try (Fleet fleet = stage.fleet("broadcast", 1, clients, 0, Talk.MESSAGE)) {
        Measurement.Plan plan =
            new Measurement.Plan(
                "broadcast: 1 room of " + clients,
                Talk.MESSAGE,
                sizes.broadcastPerSecond(),
                fleet.clients().subList(0, 1),
                clients,
                false,
                sizes.warmupSeconds(),
                sizes.seconds());
        found.accept(new Measurement(fleet, stage.probe()).run(plan));
      }
    }
  },

  /** Many rooms of few, all members of a room taking turns; once events, once durable commands. */
  ROOMS {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(rooms(stage, sizes, Talk.MESSAGE, "events", sizes.roomPerSecond()));
      found.accept(rooms(stage, sizes, Talk.BOARD, "durable commands", sizes.durablePerSecond()));
    }
  },

  /** One room in which everybody walks, with a flush interval and without, in turns. */
  MOVEMENT {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(MovementRounds.play(stage, sizes));
    }
  },

  /** Two spaces of the same density, one larger than the other, in turns. */
  SPACE {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(SpaceRounds.play(stage, sizes));
    }
  },

  /** Many connections that only stay. */
  IDLE {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(IdleCrowd.play(stage, sizes));
    }
  };

  /** Runs it, handing over each result as soon as it stands. */
  abstract void play(Stage stage, Sizes sizes, Consumer<Result> found);

  /** All, in the order in which they disturb each other least. */
  static List<Scenario> all() {
    return List.of(values());
  }

  private static Result rooms(
      Stage stage, Sizes sizes, Talk talk, String what, double perSecondAndRoom) {
    int perRoom = Sizes.CLIENTS_PER_SMALL_ROOM;
    try (Fleet fleet = stage.fleet("rooms", sizes.rooms(), perRoom, 0, talk)) {
      Measurement.Plan plan =
          new Measurement.Plan(
              "%s: %d rooms of %d".formatted(what, sizes.rooms(), perRoom),
              talk,
              perSecondAndRoom * sizes.rooms(),
              fleet.clients(),
              perRoom,
              false,
              sizes.warmupSeconds(),
              sizes.seconds());
      return new Measurement(fleet, stage.probe()).run(plan);
    }
  }
}
