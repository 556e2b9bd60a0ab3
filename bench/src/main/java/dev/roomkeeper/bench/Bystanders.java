package dev.roomkeeper.bench;

import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People who play in rooms of their own, at a set rate, while something else goes on. */
public final class Bystanders implements AutoCloseable {
  private static final double COMMANDS_PER_SECOND_EACH = 2;

  private final HttpApi api;
  private final Fleet fleet;
  private final int perRoom;

  /**
   * How they fared.
   *
   * @param p99Millis from when a durable command was due until all in its room saw it and its
   *     sender had the ack
   * @param lost commands that were not acked within seconds
   * @param trouble the first refusal or close, or null
   */
  public record Figures(
      double p99Millis, long lost, long refusals, long closes, @Nullable String trouble) {}

  private Bystanders(HttpApi api, Fleet fleet, int perRoom) {
    this.api = api;
    this.fleet = fleet;
    this.perRoom = perRoom;
  }

  /** Makes rooms and joins that many people to each. */
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

  /** Plays for so long; returns when all answers came, or a few seconds after. */
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
    Percentiles acks = load.ack();
    if (acks == null) {
      throw new IllegalStateException("the bystanders' commands are acked");
    }
    return new Figures(
        Math.max(load.latency().p99(), acks.p99()) / 1e3,
        load.sent() - acks.count(),
        load.refusals(),
        load.closes(),
        load.trouble());
  }

  @Override
  public void close() {
    fleet.close();
    api.close();
  }
}
