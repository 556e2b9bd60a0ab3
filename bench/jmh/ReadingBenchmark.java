package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of reading a step in a space: with its declared record, and by hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class ReadingBenchmark {
  private final Command move =
      new Command("move", 7, JsonObject.EMPTY.with("x", 17L).with("y", 23L));

  @Benchmark
  public Object declared() {
    return switch (move.type()) {
      case "move" -> Reading.of(MoveReader.INSTANCE, move.payload());
      default -> Verdict.refuse(Code.UNKNOWN_COMMAND, "a space knows no such command");
    };
  }

  @Benchmark
  public Object byHand() {
    return switch (move.type()) {
      case "move" -> {
        Fields fields = new Fields(move.payload());
        int x = fields.integer("x", -1_000_000, 1_000_000);
        int y = fields.integer("y", -1_000_000, 1_000_000);
        yield fields.problem() == null
            ? new Asked.Move(x, y)
            : Verdict.refuse(Code.BAD_REQUEST, String.valueOf(fields.problem()));
      }
      default -> Verdict.refuse(Code.UNKNOWN_COMMAND, "a space knows no such command");
    };
  }
}
