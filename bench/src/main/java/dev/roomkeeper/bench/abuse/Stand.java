package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.BenchException;
import dev.roomkeeper.bench.Bystanders;
import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server, and bystanders who play on it while something is attacked. */
final class Stand implements AutoCloseable {
  private static final int ROOMS = 10;
  private static final int PER_ROOM = 5;
  private static final double WARMUP_SECONDS = 3;
  private static final double AFTER_SECONDS = 0.5;
  private static final int STOP_SECONDS = 60;
  private static final long BETWEEN_MILLIS = 1_000;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final EventLoop players = loops.next();
  private final EventLoop attackers = loops.next();
  private final Running server;
  private final Bystanders bystanders;
  private final Visitor visitor;
  private int networks;

  Stand(Running server, PrintWriter progress) throws InterruptedException {
    this.server = server;
    visitor = new Visitor(server.address(), players);
    bystanders = Bystanders.join(server.address(), players, ROOMS, PER_ROOM, progress);
    var _ = bystanders.play(WARMUP_SECONDS);
  }

  /**
   * Runs the attack while the bystanders play on the server.
   *
   * @param target what is attacked: the server, or something else in a control run
   */
  Outcome.Phase run(Attack attack, ServerAddress target, double seconds)
      throws InterruptedException {
    Attackers.Scene scene =
        new Attackers.Scene(
            target, target.equals(server.address()), visitor.squareId(), visitor.account());
    try (Attackers them = new Attackers(scene, ++networks, attackers);
        Watch watch = new Watch(server)) {
      Attack.Strike strike = attack.prepare(them);
      them.begin(seconds);
      CompletableFuture<Void> striking = async(strike);
      CompletableFuture<Visitor.Figures> visiting = new CompletableFuture<>();
      var _ =
          async(() -> visiting.complete(visitor.visit(seconds)))
              .exceptionally(thrown -> {
                visiting.completeExceptionally(thrown);
                return null;
              });
      Bystanders.Figures played = bystanders.play(seconds);
      striking.orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
      Visitor.Figures visited = visiting.orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
      return new Outcome.Phase(played, visited, watch.seen(), them.answers(), them.faults());
    } catch (CompletionException e) {
      throw new BenchException(attack.name() + " did not end: " + e.getCause(), e);
    } finally {
      Thread.sleep(BETWEEN_MILLIS);
    }
  }

  /** Returns when all bystanders' commands are answered again. */
  void awaitServed(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Bystanders.Figures played = bystanders.play(AFTER_SECONDS);
    while (played.lost() > 0 && System.nanoTime() < end) {
      played = bystanders.play(AFTER_SECONDS);
    }
    if (played.lost() + played.refusals() + played.closes() > 0) {
      throw new BenchException("afterwards, bystanders are not served: " + played);
    }
  }

  private static CompletableFuture<Void> async(Attack.Strike work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            work.run();
            done.complete(null);
          } catch (InterruptedException | RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  @Override
  public void close() {
    bystanders.close();
    visitor.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
