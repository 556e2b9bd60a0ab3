package dev.roomkeeper.server.blackbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two who play catch in a room of their own, whatever happens elsewhere: each number is seen by the
 * other before the next is thrown, no version is missing, and it goes on at a decent pace.
 */
final class Witnesses {
  private final RoomClient one;
  private final RoomClient other;
  private final List<Long> catchMicros = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private volatile boolean running = true;
  private final Thread thread = Thread.ofPlatform().unstarted(this::run);

  Witnesses(Site site, int port) throws IOException {
    String room = site.room(site.guest("owner"), "lobby", CrashCommands.object());
    one = new RoomClient(site.guest("one"), room).join(port);
    other = new RoomClient(site.guest("other"), room).join(port);
    thread.start();
  }

  private void run() {
    try {
      one.await("the other", () -> one.at("all", "players").size() == 2);
      long firstVersion = one.version();
      for (long n = 1; running; n++) {
        boolean odd = n % 2 == 1;
        long number = n;
        RoomClient thrower = odd ? one : other;
        RoomClient catcher = odd ? other : one;
        long began = System.nanoTime();
        ObjectNode payload = CrashCommands.object();
        payload.putObject("ball").put("n", n);
        thrower.send("board", payload);
        catcher.await(
            "ball " + n, () -> catcher.at("all", "board", "ball", "n").asLong() == number);
        catchMicros.add((System.nanoTime() - began) / 1_000);
        if (catcher.version() != firstVersion + n) {
          faults.add("ball " + n + " came with version " + catcher.version());
        }
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (AssertionError | RuntimeException e) {
      faults.add(e.toString());
    }
  }

  /** Ends the game; what was wrong with it. */
  List<String> stop() throws InterruptedException {
    running = false;
    thread.join();
    faults.addAll(one.faults());
    faults.addAll(other.faults());
    if (one.resumedCount() + other.resumedCount() > 0 || !one.isJoined() || !other.isJoined()) {
      faults.add("a witness was disconnected");
    }
    one.drop();
    other.drop();
    return faults;
  }

  /** How long the balls were in the air, in microseconds. */
  List<Long> catchMicros() {
    return catchMicros;
  }
}
