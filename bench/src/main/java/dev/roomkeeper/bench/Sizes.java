package dev.roomkeeper.bench;

import org.jspecify.annotations.Nullable;

/**
 * How large and how long each scenario is.
 *
 * @param warmupSeconds time before each measured time
 * @param seconds measured time of {@code broadcast} and {@code rooms}
 */
record Sizes(
    double warmupSeconds,
    double seconds,
    Broadcast broadcast,
    Rooms rooms,
    Movement movement,
    Space space,
    Idle idle) {
  static final int CLIENTS_PER_SMALL_ROOM = 5;
  static final int FLUSH_MILLIS = 50;

  /**
   * A space accepts up to ten steps a second from each member; steps that a stall delays come
   * together.
   */
  static final double STEPS_PER_SECOND_MAX = 8;

  static final Sizes FULL =
      new Sizes(
          5,
          20,
          new Broadcast(500, 20),
          new Rooms(200, 20, 5),
          new Movement(100, 20, 7, 5),
          new Space(2_000, 10, 2, 5, 10),
          new Idle(10_000, 100, 30));

  /** For a test of the whole program: about 30 s. */
  static final Sizes SHORT =
      new Sizes(
          1,
          2,
          new Broadcast(100, 20),
          new Rooms(40, 20, 5),
          new Movement(50, 20, 2, 1),
          new Space(200, 4, 2, 2, 1.5),
          new Idle(1000, 100, 2));

  /**
   * One room with one sender.
   *
   * @param perSecond messages of the sender
   */
  record Broadcast(int clients, double perSecond) {
    Broadcast {
      atLeastOne("clients", clients);
      positive(perSecond);
    }
  }

  /**
   * Many rooms of {@link #CLIENTS_PER_SMALL_ROOM} clients.
   *
   * @param perSecond messages in each room
   * @param durablePerSecond durable commands in each room
   */
  record Rooms(int count, double perSecond, double durablePerSecond) {
    Rooms {
      atLeastOne("rooms", count);
      positive(perSecond);
      positive(durablePerSecond);
    }
  }

  /**
   * One room in which all clients move.
   *
   * @param movesPerSecond moves of each client
   * @param rounds measured rounds, each with the flush interval and without it
   * @param seconds measured time of each half of a round
   */
  record Movement(int clients, double movesPerSecond, int rounds, double seconds) {
    Movement {
      atLeastOne("clients", clients);
      positive(movesPerSecond);
      atLeastOne("rounds", rounds);
      measured(seconds);
    }
  }

  /**
   * Two maps with the same density of walkers.
   *
   * @param walkers on the large map
   * @param times how many times as many walkers the large map has as the small one
   * @param stepsPerSecond steps of each walker
   * @param rounds measured rounds, each on both maps
   * @param seconds measured time of each half of a round
   */
  record Space(int walkers, int times, double stepsPerSecond, int rounds, double seconds) {
    Space {
      atLeastOne("walkers", walkers);
      atLeastOne("times", times);
      positive(stepsPerSecond);
      atLeastOne("rounds", rounds);
      measured(seconds);
    }
  }

  /** Clients that join and then send nothing. */
  record Idle(int clients, int perRoom, double seconds) {
    Idle {
      atLeastOne("clients", clients);
      atLeastOne("clients per room", perRoom);
      measured(seconds);
    }
  }

  Sizes {
    if (!(warmupSeconds >= 0 && warmupSeconds < 3600)) {
      throw new BenchException("warm-up must be 0 to 3600 s, not " + warmupSeconds);
    }
    measured(seconds);
  }

  /** These sizes with what the command line changes; null leaves a value as it is. */
  Sizes with(
      @Nullable Double wantedWarmup,
      @Nullable Double wantedSeconds,
      @Nullable Integer clients,
      @Nullable Double rate,
      @Nullable Double durableRate,
      @Nullable Integer rounds) {
    return new Sizes(
        or(wantedWarmup, warmupSeconds),
        or(wantedSeconds, seconds),
        new Broadcast(or(clients, broadcast.clients), or(rate, broadcast.perSecond)),
        new Rooms(
            clients == null ? rooms.count : Math.max(1, clients / CLIENTS_PER_SMALL_ROOM),
            or(rate, rooms.perSecond),
            or(durableRate, rooms.durablePerSecond)),
        new Movement(
            or(clients, movement.clients),
            or(rate, movement.movesPerSecond),
            or(rounds, movement.rounds),
            or(wantedSeconds, movement.seconds)),
        new Space(
            Math.min(Aisles.WALKERS_MAX, or(clients, space.walkers)),
            space.times,
            Math.min(STEPS_PER_SECOND_MAX, or(rate, space.stepsPerSecond)),
            or(rounds, space.rounds),
            or(wantedSeconds, space.seconds)),
        new Idle(or(clients, idle.clients), idle.perRoom, or(wantedSeconds, idle.seconds)));
  }

  private static <T> T or(@Nullable T wanted, T otherwise) {
    return wanted == null ? otherwise : wanted;
  }

  private static void atLeastOne(String name, int count) {
    if (count < 1) {
      throw new BenchException(name + " must be 1 or more, not " + count);
    }
  }

  private static void positive(double perSecond) {
    if (!(perSecond > 0)) {
      throw new BenchException("rates must be positive, not " + perSecond);
    }
  }

  private static void measured(double seconds) {
    if (!(seconds > 0 && seconds < 3600)) {
      throw new BenchException("measured time must be above 0 and below 3600 s, not " + seconds);
    }
  }
}
