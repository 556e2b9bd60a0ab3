package dev.roomkeeper.bench;

import org.jspecify.annotations.Nullable;

/**
 * How large and how long each scenario is.
 *
 * @param broadcastPerSecond messages a second of the one sender
 * @param roomPerSecond messages a second in each room
 * @param durablePerSecond durable commands a second in each room
 * @param moveRounds measured rounds, each with the flush interval and without
 * @param movesPerSecond moves a second of each client
 * @param spaceWalkers on the larger of the two maps
 * @param spaceTimes how many times as large that is as the smaller
 * @param stepsPerSecond of each walker
 */
record Sizes(
    double warmupSeconds,
    double seconds,
    int broadcastClients,
    double broadcastPerSecond,
    int rooms,
    double roomPerSecond,
    double durablePerSecond,
    int moveClients,
    double movesPerSecond,
    int moveRounds,
    double moveSeconds,
    int idleClients,
    int idlePerRoom,
    double idleSeconds,
    int spaceWalkers,
    int spaceTimes,
    double stepsPerSecond,
    int spaceRounds,
    double spaceSeconds) {
  static final int CLIENTS_PER_SMALL_ROOM = 5;
  static final int FLUSH_MILLIS = 50;

  /** A space takes up to ten steps a second of each; those that a stall delays come at once. */
  static final double STEPS_PER_SECOND_MAX = 8;

  static final Sizes FULL =
      new Sizes(5, 20, 500, 20, 200, 20, 5, 100, 20, 7, 5, 10_000, 100, 30, 2_000, 10, 2, 5, 10);

  /** For a test of the whole: about 30 s. */
  static final Sizes SHORT =
      new Sizes(1, 2, 100, 20, 40, 20, 5, 50, 20, 2, 1, 1000, 100, 2, 200, 4, 2, 2, 1.5);

  Sizes {
    if (broadcastClients < 1
        || rooms < 1
        || moveClients < 1
        || moveRounds < 1
        || idleClients < 1
        || idlePerRoom < 1
        || spaceWalkers < 1
        || spaceTimes < 1
        || spaceRounds < 1) {
      throw new BenchException("clients and rounds must be 1 or more");
    }
    if (!(warmupSeconds >= 0 && seconds > 0 && seconds < 3600)) {
      throw new BenchException(
          "seconds out of range: warm-up " + warmupSeconds + ", measured " + seconds);
    }
    if (!(broadcastPerSecond > 0
        && roomPerSecond > 0
        && durablePerSecond > 0
        && movesPerSecond > 0
        && stepsPerSecond > 0)) {
      throw new BenchException("rates must be positive");
    }
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
        or(clients, broadcastClients),
        or(rate, broadcastPerSecond),
        clients == null ? rooms : Math.max(1, clients / CLIENTS_PER_SMALL_ROOM),
        or(rate, roomPerSecond),
        or(durableRate, durablePerSecond),
        or(clients, moveClients),
        or(rate, movesPerSecond),
        or(rounds, moveRounds),
        or(wantedSeconds, moveSeconds),
        or(clients, idleClients),
        idlePerRoom,
        or(wantedSeconds, idleSeconds),
        Math.min(Aisles.WALKERS_MAX, or(clients, spaceWalkers)),
        spaceTimes,
        Math.min(STEPS_PER_SECOND_MAX, or(rate, stepsPerSecond)),
        or(rounds, spaceRounds),
        or(wantedSeconds, spaceSeconds));
  }

  private static <T> T or(@Nullable T wanted, T otherwise) {
    return wanted == null ? otherwise : wanted;
  }
}
