package dev.roomkeeper.bench;

import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users who play in their own rooms at a set rate while something else puts load on the server. */
public final class Bystanders implements AutoCloseable {
  private static final double COMMANDS_PER_SECOND_EACH = 2;

  private final HttpApi api;
  private final Fleet fleet;
  private final int perRoom;

  /**
   * What they experienced.
   *
   * @param p99Millis from when a durable command was due until all members of its room had received
   *     it and its sender the ack
   * @param lost commands without an ack
   * @param trouble the first refusal or close, or null
   */
  public record Figures(
      double p99Millis, long lost, long refusals, long closes, @Nullable String trouble) {}

  private Bystanders(HttpApi api, Fleet fleet, int perRoom) {
    this.api = api;
    this.fleet = fleet;
    this.perRoom = perRoom;
  }

  /** Creates rooms and joins so many users to each. */
  public static Bystanders join(
      ServerAddress server, EventLoop loop, int rooms, int perRoom, PrintWriter progress) {
    HttpApi api = new HttpApi(server);
    try {
      Stage stage = new Stage(server, api, List.of(loop), null, Wire.JSON, progress);
      return new Bystanders(api, stage.fleet("bystanders", rooms, perRoom, 0, Talk.BOARD), perRoom);
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
  }

  /** Plays for so long. Returns when all answers have arrived, or a few seconds later. */
  public Figures play(double seconds) {
    Result.Load load =
        new Measurement(fleet, null)
            .run(
                new Measurement.Plan(
                    "bystanders",
                    Talk.BOARD,
                    COMMANDS_PER_SECOND_EACH * fleet.clients().size(),
                    fleet.clients(),
                    perRoom,
                    true,
                    0,
                    seconds));
    Percentiles acks = load.times().ack();
    if (acks == null) {
      throw new IllegalStateException("the bystanders' commands are acked");
    }
    return new Figures(
        Math.max(load.times().latency().p99(), acks.p99()) / 1e3,
        load.messages().sent() - acks.count(),
        load.failures().refusals(),
        load.failures().closes(),
        load.failures().reason());
  }

  @Override
  public void close() {
    fleet.close();
    api.close();
  }
}
