package dev.roomkeeper.bench;

import dev.roomkeeper.bench.Aisles.Place;
import dev.roomkeeper.client.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures walkers on a small map and on a large map of the same density, in turns. What a client
 * receives must depend on the walkers near it, and not on how many there are in all.
 */
final class SpaceRounds {
  private static final double WARMUP_SHARE = 0.4;

  /** Clients of each map that read all their frames. */
  private static final int ONLOOKERS = 20;

  /** How long the last steps may take to reach all clients. */
  private static final long LATE_MICROS_MAX = 5_000_000;

  /** After so long without a frame, no more will come. */
  private static final long QUIET_MICROS_MAX = 1_000_000;

  /** One map and the clients that walk on it. */
  private record Crowd(
      Aisles map,
      Fleet fleet,
      List<Client> inTurn,
      List<Onlooker> onlookers,
      Map<String, Walker> walkers)
      implements AutoCloseable {
    @Override
    public void close() {
      fleet.close();
    }
  }

  private final Stage stage;
  private final Sizes sizes;

  private SpaceRounds(Stage stage, Sizes sizes) {
    this.stage = stage;
    this.sizes = sizes;
  }

  static Result.Space play(Stage stage, Sizes sizes) {
    return new SpaceRounds(stage, sizes).play();
  }

  private Result.Space play() {
    int many = sizes.space().walkers();
    try (Crowd small = crowd(Math.max(1, many / sizes.space().times()));
        Crowd large = crowd(many)) {
      leg(large); // Warms up the JIT on both maps, and spreads the walkers from where they joined.
      leg(small);
      List<Result.Space.Round> rounds = new ArrayList<>();
      for (int round = 0; round < sizes.space().rounds(); round++) {
        // The order alternates, so that neither map is always the second.
        if (round % 2 == 0) {
          Result.Space.Walk few = leg(small);
          rounds.add(new Result.Space.Round(few, leg(large)));
        } else {
          Result.Space.Walk all = leg(large);
          rounds.add(new Result.Space.Round(leg(small), all));
        }
        stage.say("space: round %d of %d", round + 1, sizes.space().rounds());
      }
      return new Result.Space(
          rounds,
          sizes.space().stepsPerSecond(),
          large.map.cellsSeen() / small.map.cellsSeen(),
          sight(List.of(small, large)));
    }
  }

  private Crowd crowd(int count) {
    Aisles map = Aisles.forWalkers(count);
    stage.say("space: joining %,d walkers on a map of %d x %d", count, map.width(), map.height());
    List<User> guests = stage.api().guests(count);
    String roomId = stage.api().space("bench space", map);
    Map<String, Walker> walkers = new HashMap<>();
    List<Onlooker> onlookers = new ArrayList<>();
    List<Client.Seat> seats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Onlooker onlooker = null;
      if (i % Math.max(1, count / ONLOOKERS) == 0 && onlookers.size() < ONLOOKERS) {
        onlooker = new Onlooker(walkers);
        onlookers.add(onlooker);
      }
      Walker walker = new Walker(map, guests.get(i).id(), i, onlooker);
      walkers.put(walker.id(), walker);
      seats.add(new Client.Seat(roomId, guests.get(i), walker));
    }
    Fleet fleet =
        Fleet.join(
            stage.loops(), stage.target(), seats, new Client.Manner(stage.wire(), Talk.MOVE));
    // Clients that joined one after the other stand together. Their steps must not come together.
    List<Client> inTurn = new ArrayList<>(fleet.clients());
    Collections.shuffle(inTurn, new Random(count));
    return new Crowd(map, fleet, inTurn, onlookers, walkers);
  }

  private Result.Space.Walk leg(Crowd crowd) {
    Measurement measurement = new Measurement(crowd.fleet, stage.probe());
    List<Client> clients = crowd.fleet.clients();
    boolean[] inner = inner(crowd);
    Result.Load load =
        measurement.run(
            new Measurement.Plan(
                "space: %,d walkers on %d x %d"
                    .formatted(clients.size(), crowd.map.width(), crowd.map.height()),
                Talk.MOVE,
                sizes.space().stepsPerSecond() * clients.size(),
                crowd.inTurn,
                clients.size(),
                true,
                Math.min(sizes.warmupSeconds(), WARMUP_SHARE * sizes.space().seconds()),
                sizes.space().seconds()));
    boolean[] stillInner = inner(crowd);
    long[] bytes = measurement.bytesByClient();
    long innerBytes = 0;
    int innerClients = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (inner[i] && stillInner[i]) {
        innerBytes += bytes[i];
        innerClients++;
      }
    }
    return new Result.Space.Walk(
        load, innerClients, innerClients == 0 ? null : innerBytes / load.seconds() / innerClients);
  }

  private static boolean[] inner(Crowd crowd) {
    List<Client> clients = crowd.fleet.clients();
    boolean[] inner = new boolean[clients.size()];
    for (int i = 0; i < inner.length; i++) {
      Walker walker = clients.get(i).walker();
      Place place = walker == null ? null : walker.place();
      inner[i] = place != null && crowd.map.isInner(place);
    }
    return inner;
  }

  /** What the onlookers found; called when nobody walks any more. */
  private static Result.Space.Sight sight(List<Crowd> crowds) {
    List<Onlooker> all = crowds.stream().flatMap(crowd -> crowd.onlookers.stream()).toList();
    List<String> faults = new ArrayList<>();
    all.forEach(onlooker -> faults.addAll(onlooker.faults()));
    long deadline = Stamp.nowMicros() + LATE_MICROS_MAX;
    long quietSince = Stamp.nowMicros();
    long frames = frames(all);
    List<String> differences = differences(all);
    try {
      while (!differences.isEmpty()
          && Stamp.nowMicros() < Math.min(deadline, quietSince + QUIET_MICROS_MAX)) {
        Thread.sleep(100);
        long seen = frames;
        frames = frames(all);
        if (frames != seen) {
          quietSince = Stamp.nowMicros();
        }
        differences = differences(all);
      }
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
    long farPairs = crowds.stream().mapToLong(SpaceRounds::farPairs).sum();
    return new Result.Space.Sight(all.size(), frames(all), farPairs, faults, differences);
  }

  private static long frames(List<Onlooker> onlookers) {
    return onlookers.stream().mapToLong(Onlooker::frames).sum();
  }

  private static List<String> differences(List<Onlooker> onlookers) {
    return onlookers.stream().map(Onlooker::difference).filter(Objects::nonNull).toList();
  }

  /**
   * Pairs of an onlooker and a walker that it must not see. Without any, the check of frames proves
   * nothing.
   */
  private static long farPairs(Crowd crowd) {
    long pairs = 0;
    for (Client client : crowd.fleet.clients()) {
      Walker self = client.walker();
      Place here = self == null ? null : self.place();
      if (self == null || here == null || !self.isWatched()) {
        continue;
      }
      for (Walker other : crowd.walkers.values()) {
        Place there = other.place();
        pairs += there != null && there.distance(here) > Onlooker.FAR_BLOCKS ? 1 : 0;
      }
    }
    return pairs;
  }

  /**
   * The median over the rounds of a figure's ratio, large map to small; null if no round has the
   * figure.
   */
  static @Nullable Double medianRatio(
      List<Result.Space.Round> rounds, ToDoubleFunction<Result.Space.Walk> figure) {
    double[] ratios =
        rounds.stream()
            .filter(round -> figure.applyAsDouble(round.small()) > 0)
            .mapToDouble(
                round -> figure.applyAsDouble(round.large()) / figure.applyAsDouble(round.small()))
            .filter(ratio -> ratio > 0)
            .toArray();
    return ratios.length == 0 ? null : MovementRounds.median(ratios);
  }
}
