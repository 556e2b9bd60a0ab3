package dev.roomkeeper.bench;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of one scenario. */
sealed interface Result {
  /** Above this share of the cores, clients and server slow each other down. */
  double SATURATED_SHARE = 0.85;

  /**
   * What the server used in the measured time.
   *
   * @param cores CPU seconds a second
   * @param secondsPerMillion CPU seconds per million messages that reached a client
   * @param microsPerSent CPU time per message that a client sent
   * @param writtenBytes by all write calls, the journal's included: a cross-check of the bytes that
   *     clients received
   */
  record ServerUse(
      double cores,
      double secondsPerMillion,
      double microsPerSent,
      long writtenBytes,
      double writesPerDelivered) {}

  /**
   * What failed from the scenario's first message to its last.
   *
   * @param reason why the first of them failed, or null
   */
  record Failures(long refusals, long closes, @Nullable String reason) {
    static Failures of(List<Load> loads) {
      return loads.stream().map(Load::failures).reduce(new Failures(0, 0, null), Failures::plus);
    }

    private Failures plus(Failures later) {
      return new Failures(
          refusals + later.refusals, closes + later.closes, reason == null ? later.reason : reason);
    }

    boolean isNone() {
      return refusals == 0 && closes == 0;
    }
  }

  /** One load at a set rate. */
  record Load(
      String label,
      int clients,
      double seconds,
      Messages messages,
      Times times,
      Traffic traffic,
      Cost cost,
      Failures failures)
      implements Result {
    /**
     * Counts of messages.
     *
     * @param sent messages due in the measured time
     * @param expected what {@code delivered} should be, or -1 where the room may merge messages
     * @param delivered how many of the sent messages reached clients; each client counts
     */
    record Messages(
        double offeredPerSecond,
        long sent,
        long expected,
        long delivered,
        double deliveredPerSecond,
        double acksPerSecond) {
      long lost() {
        return expected < 0 ? 0 : expected - delivered;
      }
    }

    /**
     * Times of messages.
     *
     * @param latency from a message's due time until it reached a client
     * @param ack from a command's due time until its ack, or null if there are no acks
     * @param sendLag from a message's due time until the client sent it
     */
    record Times(Percentiles latency, @Nullable Percentiles ack, Percentiles sendLag) {}

    /** Bytes and frames that clients received; the rates are means over all clients. */
    record Traffic(
        double bytesPerDelivered,
        double bytesPerSecondPerClient,
        double framesPerSecondPerClient,
        double framesPerSecondPerClientMax) {}

    /**
     * Processor time.
     *
     * @param server null if the server's pid is unknown
     * @param machineBusy share of all cores that was busy, from 0 to 1, with all programs
     * @param otherCores cores used by neither server nor clients, or null if the server's pid is
     *     unknown
     */
    record Cost(
        @Nullable ServerUse server,
        double clientCores,
        double machineBusy,
        @Nullable Double otherCores) {}

    boolean isSound() {
      return messages.lost() <= 0 && failures.isNone();
    }

    /**
     * Whether the figures show the server's limit rather than the cost of the work. Other programs'
     * work is left out if the server's pid is known: it delays messages but does not make them
     * dearer.
     */
    boolean isSaturated(int cores) {
      ServerUse server = cost.server;
      double used = server == null ? cost.machineBusy * cores : server.cores() + cost.clientCores;
      return used > SATURATED_SHARE * cores
          || times.latency.p99() > 500_000
          || (messages.expected > 0 && messages.lost() > messages.expected / 10);
    }
  }

  /**
   * The movement room with its flush interval and without it, in turns.
   *
   * @param atFullRate with the interval, at the requested rate
   * @param atFullRateUnflushed without it
   * @param pairs rounds of both, at the highest rate (the requested one, a half, a quarter ...)
   *     that does not saturate
   * @param ratio median over the rounds of the server's CPU per update, with the interval to
   *     without; null if the server's pid is unknown
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
   * Walkers on a small map and on a large map of the same density, in turns.
   *
   * @param edgeRatio cells in sight of a client on average, large map to small: the large map has a
   *     smaller share of its places at an edge
   */
  record Space(List<Round> rounds, double stepsPerSecond, double edgeRatio, Sight sight)
      implements Result {
    record Round(Walk small, Walk large) {}

    /**
     * One half of a round, on one map.
     *
     * @param load its messages are steps; a delivery is a walker's position; its latency is that of
     *     the client's own steps
     * @param innerClients clients that saw nine whole cells all the time
     * @param innerBytesPerSecond received by each of them on average, or null if there were none
     */
    record Walk(Load load, int innerClients, @Nullable Double innerBytesPerSecond) {
      double innerBytes() {
        return innerBytesPerSecond == null ? -1 : innerBytesPerSecond;
      }

      double placesPerSecondPerClient() {
        return load.messages().deliveredPerSecond() / load.clients();
      }

      double serverMicrosPerStep() {
        ServerUse server = load.cost().server();
        return server == null ? -1 : server.microsPerSent();
      }

      double serverMicrosPerPlace() {
        ServerUse server = load.cost().server();
        return server == null ? -1 : server.secondsPerMillion();
      }
    }

    /**
     * What the clients found that read all their frames.
     *
     * @param frames that they read
     * @param farPairs at the end: pairs of such a client and a walker that it must not see
     * @param faults frames' contents that the client must not receive
     * @param differences at the end: between what a client saw and where the walkers stood
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
   * @param memory null if the server's pid is unknown
   * @param serverCores while all were idle; null if the server's pid is unknown
   */
  record Idle(
      int clients,
      int rooms,
      Joins joins,
      @Nullable Memory memory,
      @Nullable Double serverCores,
      double bytesPerSecondPerClient,
      Failures failures)
      implements Result {
    /**
     * How the clients joined.
     *
     * @param seconds until all had joined
     * @param serverMillisEach the server's CPU time for each join, with a share of making the
     *     rooms; null if the server's pid is unknown
     */
    record Joins(double seconds, @Nullable Double serverMillisEach) {}

    /**
     * The server's memory, in bytes.
     *
     * @param rssPerConnection growth of the resident set, between full collections
     * @param heapPerConnection growth of the live heap, or null without {@code jcmd}
     * @param rss of the whole process, at the end
     */
    record Memory(double rssPerConnection, @Nullable Double heapPerConnection, long rss) {}
  }
}
