package dev.roomkeeper.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Clients that send a durable command, wait for its ack, and send the next, as pgbench does with
 * transactions. Prints one line: commands a second, then p50 and p99 of the acks in milliseconds.
 *
 * <p>Arguments: URL of a running server, number of rooms, members in each, seconds of warm-up,
 * measured seconds.
 */
final class ClosedLoop {
  private ClosedLoop() {}

  public static void main(String... arguments) throws InterruptedException {
    ServerAddress target = ServerAddress.of(URI.create(arguments[0]));
    int rooms = Integer.parseInt(arguments[1]);
    int perRoom = Integer.parseInt(arguments[2]);
    long warmupSeconds = Long.parseLong(arguments[3]);
    long seconds = Long.parseLong(arguments[4]);
    PrintWriter progress = new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (HttpApi api = new HttpApi(target);
        Fleet fleet =
            new Stage(target, api, List.of(group.next()), null, Wire.JSON, progress)
                .fleet("durable", rooms, perRoom, 0, Talk.BOARD)) {
      fleet
          .clients()
          .forEach(client -> client.lane.loop.execute(() -> client.sayOnAndOn(Talk.BOARD)));
      TimeUnit.SECONDS.sleep(warmupSeconds);
      long from = Stamp.nowMicros();
      fleet.measure(from, Long.MAX_VALUE);
      long before = fleet.counts().acks;
      TimeUnit.SECONDS.sleep(seconds);
      Lane.Counts after = fleet.counts();
      double measured = (Stamp.nowMicros() - from) / 1e6;
      Percentiles answers = Percentiles.of(fleet.merged(lane -> lane.ackMicros));
      if (after.refusals > 0 || after.closes > 0) {
        throw new BenchException(
            "%d refused, %d closed: %s".formatted(after.refusals, after.closes, fleet.trouble()));
      }
      System.out.printf(
          Locale.ROOT,
          "%.0f %.2f %.2f%n",
          (after.acks - before) / measured,
          answers.p50() / 1e3,
          answers.p99() / 1e3);
    } finally {
      group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
