package dev.roomkeeper.bench;

import java.util.List;
import java.util.function.Consumer;

/** The loads that the bench can run. */
enum Scenario {
  /** One large room with one sender. */
  BROADCAST {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      int clients = sizes.broadcast().clients();
      try (Fleet fleet = stage.fleet("broadcast", 1, clients, 0, Talk.MESSAGE)) {
        Measurement.Plan plan =
            new Measurement.Plan(
                "broadcast: 1 room of " + clients,
                Talk.MESSAGE,
                sizes.broadcast().perSecond(),
                fleet.clients().subList(0, 1),
                clients,
                false,
                sizes.warmupSeconds(),
                sizes.seconds());
        found.accept(new Measurement(fleet, stage.probe()).run(plan));
      }
    }
  },

  /** Many small rooms whose members send in turns: first events, then durable commands. */
  ROOMS {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(rooms(stage, sizes, Talk.MESSAGE, "events", sizes.rooms().perSecond()));
      found.accept(
          rooms(stage, sizes, Talk.BOARD, "durable commands", sizes.rooms().durablePerSecond()));
    }
  },

  /** One room in which all move, with a flush interval and without, in turns. */
  MOVEMENT {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(MovementRounds.play(stage, sizes));
    }
  },

  /** Two spaces of different size and the same density, in turns. */
  SPACE {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(SpaceRounds.play(stage, sizes));
    }
  },

  /** Many connections that send nothing. */
  IDLE {
    @Override
    void play(Stage stage, Sizes sizes, Consumer<Result> found) {
      found.accept(IdleCrowd.play(stage, sizes));
    }
  };

  /** Runs it, and calls {@code found} with each result when it is there. */
  abstract void play(Stage stage, Sizes sizes, Consumer<Result> found);

  /** All of them, in the order in which they disturb each other least. */
  static List<Scenario> all() {
    return List.of(values());
  }

  private static Result rooms(
      Stage stage, Sizes sizes, Talk talk, String what, double perSecondAndRoom) {
    int perRoom = Sizes.CLIENTS_PER_SMALL_ROOM;
    try (Fleet fleet = stage.fleet("rooms", sizes.rooms().count(), perRoom, 0, talk)) {
      Measurement.Plan plan =
          new Measurement.Plan(
              "%s: %d rooms of %d".formatted(what, sizes.rooms().count(), perRoom),
              talk,
              perSecondAndRoom * sizes.rooms().count(),
              fleet.clients(),
              perRoom,
              false,
              sizes.warmupSeconds(),
              sizes.seconds());
      return new Measurement(fleet, stage.probe()).run(plan);
    }
  }
}
