package dev.roomkeeper.server.blackbox;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A member who sends commands without pause, and comes back after every end of the server. */
final class BusyMember {
  private static final int UNANSWERED_MAX = 24;
  private static final long PAUSE_NANOS = 7_000_000; // below the 200 a second that a server takes
  private static final int ASKED_AGAIN = 3;

  final RoomClient client;
  final Map<Long, CrashCommands.Ask> asked = new TreeMap<>();
  private final int number;
  private final CrashCommands commands;
  private final Random random;
  private volatile boolean running = true;
  private volatile int port;
  private final Thread thread;

  BusyMember(RoomClient client, int number, CrashCommands commands, long seed) {
    this.client = client;
    this.number = number;
    this.commands = commands;
    this.random = new Random(seed);
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  /** A mark that is nowhere else in the world. */
  private String mark(long seq) {
    return "mk" + number + "x" + seq + "k";
  }

  void start() {
    thread.start();
  }

  /** There is a server at this port, 0 for none. */
  void serverIsAt(int portNow) {
    port = portNow;
  }

  private void run() {
    while (running) {
      try {
        int portNow = port;
        if (!client.isJoined()) {
          if (portNow != 0) {
            client.join(portNow);
            askAgain();
          }
        } else if (client.unansweredCount() < UNANSWERED_MAX) {
          CrashCommands.Ask ask = commands.next(client, random, mark(client.lastSeq() + 1));
          synchronized (asked) {
            asked.put(client.lastSeq() + 1, ask);
          }
          client.send(ask.type(), ask.payload());
        }
        Thread.sleep(java.time.Duration.ofNanos(PAUSE_NANOS / 2 + random.nextLong(PAUSE_NANOS)));
      } catch (IOException e) {
        // No server, or one that was killed again: on to the next.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Durable answers are the same for good: asks a few of the newest again. */
  private void askAgain() {
    long newest = client.lastSeq();
    client.told().entrySet().stream()
        .filter(told -> told.getKey() > newest - 50 && told.getValue().isDurable())
        .skip(random.nextInt(5))
        .limit(ASKED_AGAIN)
        .forEach(told -> client.sendAgain(told.getKey()));
  }

  /** Sends no more; what was sent is still answered. */
  void stop() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
