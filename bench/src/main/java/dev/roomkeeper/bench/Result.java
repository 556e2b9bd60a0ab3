package dev.roomkeeper.bench;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one scenario found. */
sealed interface Result {
  /** Above this share of the cores, client and server get into each other's way. */
  double SATURATED_SHARE = 0.85;

  /**
   * What the server spent in the measured time.
   *
   * @param cores CPU seconds a second
   * @param secondsPerMillion CPU seconds per million messages that reached a client
   * @param microsPerSent CPU time per message that was sent in
   * @param writtenBytes what write calls took, journal included: a cross check of the clients'
   *     received bytes
   */
  record ServerUse(
      double cores,
      double secondsPerMillion,
      double microsPerSent,
      long writtenBytes,
      double writesPerDelivered) {}

  /**
   * What one load at a set rate came to.
   *
   * @param sent messages due in the measured time
   * @param delivered those of them that reached clients, each client counted
   * @param expected what {@code delivered} should be, or -1 where the room merges messages on their
   *     way
   * @param latency from when a message was due until it reached a client
   * @param ack from when a command was due until its ack
   * @param machineBusy share of all cores that worked, whoever used them
   * @param otherCores cores used by neither server nor clients, if the server's are known
   */
  record Load(
      String label,
      int clients,
      double seconds,
      double offeredPerSecond,
      long sent,
      long delivered,
      long expected,
      double deliveredPerSecond,
      Percentiles latency,
      @Nullable Percentiles ack,
      double acksPerSecond,
      double bytesPerDelivered,
      double bytesPerSecondPerClient,
      double framesPerSecondPerClient,
      double framesPerSecondPerClientMax,
      @Nullable ServerUse server,
      double clientCores,
      Percentiles sendLag,
      double machineBusy,
      @Nullable Double otherCores,
      long refusals,
      long closes,
      @Nullable String trouble)
      implements Result {
    long lost() {
      return expected < 0 ? 0 : expected - delivered;
    }

    boolean isSound() {
      return lost() <= 0 && refusals == 0 && closes == 0;
    }

    /**
     * Whether the figures say how much work the server could do rather than what the work costs.
     * Other programs' work does not count where it can be told apart: it makes messages late, not
     * dear.
     */
    boolean isSaturated(int cores) {
      double used = server == null ? machineBusy * cores : server.cores() + clientCores;
      return used > SATURATED_SHARE * cores
          || latency.p99() > 500_000
          || (expected > 0 && lost() > expected / 10);
    }
  }

  /**
   * The movement room with its flush interval and without, in turns.
   *
   * @param atFullRate with the interval at the rate asked for
   * @param atFullRateUnflushed without it
   * @param pairs rounds of both at the highest rate (of that, a half, a quarter ...) which does not
   *     saturate
   * @param ratio median over the rounds of the server's CPU per update, with the interval to
   *     without; null without pid
   */
  record Movement(
      Load atFullRate,
      Load atFullRateUnflushed,
      List<Pair> pairs,
      double pairRatePerClient,
      @Nullable Double ratio)
      implements Result {
    record Pair(Load flushed, Load unflushed) {}

    List<Load> loads() {
      return Stream.concat(
              Stream.of(atFullRate, atFullRateUnflushed),
              pairs.stream().flatMap(pair -> Stream.of(pair.flushed(), pair.unflushed())))
          .toList();
    }
  }

  /**
   * Walkers on a small map and, as densely, on a large one, in turns.
   *
   * @param edgeRatio how many more cells a client of the large map has around it on average, since
   *     fewer of them are at an edge
   */
  record Space(List<Round> rounds, double stepsPerSecond, double edgeRatio, Sight sight)
      implements Result {
    record Round(Walk small, Walk large) {}

    /**
     * One leg on one map.
     *
     * @param load its messages are steps; what is delivered are walkers' places; its latency is
     *     that of one's own steps
     * @param innerClients those who saw nine whole cells all the while
     * @param innerBytesPerSecond what one of them received, or null if there was none
     */
    record Walk(Load load, int innerClients, @Nullable Double innerBytesPerSecond) {
      double innerBytes() {
        return innerBytesPerSecond == null ? -1 : innerBytesPerSecond;
      }

      double placesPerSecondPerClient() {
        return load.deliveredPerSecond() / load.clients();
      }

      double serverMicrosPerStep() {
        return load.server() == null ? -1 : load.server().microsPerSent();
      }
    }

    /**
     * What those clients found who read all that they were sent.
     *
     * @param frames that they read
     * @param farPairs of an onlooker and one whom it must not be told of, at the end
     * @param faults what came and must not
     * @param differences between what they saw at the end and where all stood
     */
    record Sight(
        int onlookers, long frames, long farPairs, List<String> faults, List<String> differences) {}

    List<Load> loads() {
      return rounds.stream()
          .flatMap(round -> Stream.of(round.small().load(), round.large().load()))
          .toList();
    }
  }

  /**
   * Connections that only stay.
   *
   * @param joinCpuMillis the server's time for each join, and its share of the rooms' making
   * @param rssPerConnection growth of the resident set, both after a full collection
   * @param heapPerConnection growth of the live heap
   * @param serverCores while all were idle
   */
  record Idle(
      int clients,
      int rooms,
      double joinSeconds,
      @Nullable Double joinCpuMillis,
      @Nullable Double rssPerConnection,
      @Nullable Double heapPerConnection,
      @Nullable Long rssBytes,
      @Nullable Double serverCores,
      double bytesPerSecondPerClient,
      long closes,
      @Nullable String trouble)
      implements Result {}
}
