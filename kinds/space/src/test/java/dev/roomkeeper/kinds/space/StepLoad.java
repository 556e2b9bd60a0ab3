package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Growth;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Run by hand: what a step costs in the room and its host, without sockets and disk. Arguments:
 * walkers, the side of the map, and "numbered" for steps that ask for an answer.
 */
final class StepLoad {
  private static final int BATCH_MILLIS = 50;
  private static final int STEPS_PER_SECOND = 3;
  private static final int SAMPLE = 20;

  private final RoomHost host;
  private final Random random = new Random(1);
  private final int[] x;
  private final int[] y;
  private final int side;
  private final boolean numbered;
  private long millis = 1_000;
  private long steps;
  private long seq;
  private long journalBytes;
  private long flushBytes;
  private long personal;
  private long sampleBytes; // what the sampled members are told

  private StepLoad(int walkers, int side, boolean numbered) {
    this.side = side;
    this.numbered = numbered;
    x = new int[walkers];
    y = new int[walkers];
    JsonObject options = JsonObject.EMPTY.with("width", (long) side).with("height", (long) side);
    Space kind = new Space();
    host =
        new RoomHost(
            Room.recovered("r1", "Room", kind, options, 1, 0, Layers.EMPTY, List.of()),
            List.of(),
            0,
            millis,
            Long.MAX_VALUE / 4,
            Growth.FREE);
  }

  public static void main(String[] arguments) {
    int walkers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    int side = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
    StepLoad load =
        new StepLoad(walkers, side, arguments.length > 2 && arguments[2].equals("numbered"));
    load.arrive();
    load.walk(20_000, false);
    load.walk(20_000, true);
  }

  private void arrive() {
    long start = cpuNanos();
    for (int i = 0; i < x.length; i++) {
      step(List.of(new Input.Join(i + 1, "member-" + i, "m", null, null, JsonObject.EMPTY)));
      millis += BATCH_MILLIS;
    }
    step(List.of(new Input.Wake()));
    double each = (cpuNanos() - start) / 1e3 / x.length;
    System.out.printf("%d walkers on %d x %d: %.0f us a join%n", x.length, side, side, each);
    look();
    // From the crowd in the middle to all over the map, by leaps of many small steps.
    for (int i = 0; i < 12 * side && spread(i); i++) {
      millis += 200;
    }
  }

  private boolean spread(int round) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      int targetX = (int) (i * 2_654_435_761L % side);
      int targetY = (int) (i * 40_503L * 7 % side);
      if (x[i] != targetX) {
        move(i, x[i] + Integer.signum(targetX - x[i]), y[i], inputs);
      } else if (y[i] != targetY) {
        move(i, x[i], y[i] + Integer.signum(targetY - y[i]), inputs);
      }
    }
    step(inputs);
    return !inputs.isEmpty() && round < 10 * side;
  }

  private void walk(int untilMillis, boolean measured) {
    long allocatedBefore = allocated();
    long start = cpuNanos();
    steps = 0;
    journalBytes = 0;
    flushBytes = 0;
    personal = 0;
    sampleBytes = 0;
    for (int passed = 0; passed < untilMillis; passed += BATCH_MILLIS) {
      List<Input> inputs = new ArrayList<>();
      int count = x.length * STEPS_PER_SECOND * BATCH_MILLIS / 1_000;
      for (int k = 0; k < count; k++) {
        int i = random.nextInt(x.length);
        int direction = random.nextInt(4);
        int toX = Math.clamp(x[i] + (direction == 0 ? 1 : direction == 1 ? -1 : 0), 0, side - 1);
        int toY = Math.clamp(y[i] + (direction == 2 ? 1 : direction == 3 ? -1 : 0), 0, side - 1);
        if (toX != x[i] || toY != y[i]) {
          move(i, toX, toY, inputs);
        }
      }
      millis += BATCH_MILLIS;
      step(inputs);
    }
    if (measured) {
      double micros = (cpuNanos() - start) / 1e3;
      System.out.printf(
          "%.2f us a step, %.0f bytes allocated, %.0f journal bytes, %.0f patch bytes, %.3f gains%n",
          micros / steps,
          (double) (allocated() - allocatedBefore) / steps,
          (double) journalBytes / steps,
          (double) flushBytes / steps,
          (double) personal / steps);
      System.out.printf(
          "%.0f bytes of patches a member and second%n",
          (double) sampleBytes / SAMPLE / (untilMillis / 1_000.0));
      look();
    }
  }

  /** How many bytes of changes and of gained layers go to some of the members. */
  private long toldTo(Flush flush) {
    long bytes = 0;
    for (int i = 0; i < SAMPLE; i++) {
      int member = i * (x.length / SAMPLE);
      JsonObject held =
          host.released()
              .layers()
              .root()
              .object(List.of(Layers.ENGINE, "members", "member-" + member, "layers"));
      for (String layer : held.keys()) {
        Change change = flush.change().get(layer);
        bytes += change == null ? 0 : change.patch().bytes() + layer.length() + 4;
      }
      Flush.Personal own = flush.personal().get(member + 1L);
      if (own != null) {
        bytes += own.enter().values().stream().mapToLong(gained -> gained.root().bytes()).sum();
      }
    }
    return bytes;
  }

  private void look() {
    Layers layers = host.released().layers();
    for (int i = 0; i < x.length; i++) {
      String id = "member-" + i;
      String cell = layers.root().object(List.of(Layers.SERVER, "walkers")).text(id);
      Block at =
          BlockType.INSTANCE.of(
              layers.root().object(List.of(cell == null ? "" : cell, "walkers", id)));
      x[i] = at.x();
      y[i] = at.y();
    }
    System.out.printf("the room's layers take %d KiB%n", layers.bytes() >> 10);
  }

  private void move(int i, int toX, int toY, List<Input> inputs) {
    x[i] = toX;
    y[i] = toY;
    JsonObject to = JsonObject.EMPTY.with("x", (long) toX).with("y", (long) toY);
    inputs.add(new Input.Receive(i + 1, new Command("move", numbered ? ++seq : 0, to)));
    steps++;
  }

  private void step(List<Input> first) {
    Deque<Input> later = new ArrayDeque<>();
    take(host.step(first, moment()).effects(), later);
    while (!later.isEmpty()) {
      take(host.step(later.remove(), moment()).effects(), later);
    }
  }

  private void take(List<Effect> effects, Deque<Input> later) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Append(var append, _, _, var appended, _) -> {
          journalBytes += appended.stream().mapToLong(Commit::bytes).sum();
          later.add(new Input.AppendKept(append));
        }
        case Effect.Publish(var flush) -> {
          flushBytes += flush.change().bytes();
          sampleBytes += toldTo(flush);
          personal +=
              flush.personal().values().stream()
                  .filter((Flush.Personal one) -> !one.enter().isEmpty())
                  .count();
        }
        case Effect.Fault(var cause) -> throw new AssertionError(cause);
        case Effect.Close close -> throw new AssertionError(close.reason());
        case Effect.Edited _,
            Effect.Prove _,
            Effect.Hash _,
            Effect.ReadCommit _,
            Effect.Prune _,
            Effect.Remove _,
            Effect.ReadBack _,
            Effect.ConfirmOwnership _,
            Effect.Wrote _,
            Effect.SaveSnapshot _ -> {}
      }
    }
  }

  private Moment moment() {
    return new Moment(1_700_000_000_000L + millis, millis, random::nextLong);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
