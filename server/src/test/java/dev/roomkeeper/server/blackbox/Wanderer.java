package dev.roomkeeper.server.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;

/** A member who sends commands at a steady rate, and comes back by itself from whatever happens. */
final class Wanderer {
  private static final int UNANSWERED_MAX = 24;
  private static final int ASKED_AGAIN = 3;
  private static final int ASKED_BACK = 30; // A session remembers 64.
  private static final long REFUSED_MILLIS = 1_500;
  private static final long WAIT_MILLIS = 1_000;

  /** Nobody may be closed with another code than these, but who was cut off itself. */
  private static final List<Integer> EXPECTED = List.of(0, 1006, 1011, 1012, 1013, 4408, 4503);

  final RoomClient client;
  final Map<Long, CrashCommands.Ask> asked = new ConcurrentSkipListMap<>();
  final Map<Long, Long> askedNanos = new ConcurrentSkipListMap<>();
  private final List<String> faults = new ArrayList<>();
  private final int number;
  private final CrashCommands commands;
  private final Random random;
  private final long periodMillis;
  private final int port;
  private volatile boolean sending = true;
  private volatile boolean running = true;
  private int timesBack;
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  Wanderer(
      RoomClient client,
      int number,
      CrashCommands commands,
      long seed,
      long periodMillis,
      int port) {
    this.client = client;
    this.number = number;
    this.commands = commands;
    this.random = new Random(seed);
    this.periodMillis = periodMillis;
    this.port = port;
  }

  boolean isOf(CrashCommands some) {
    return commands == some;
  }

  void start() {
    thread.start();
  }

  /** Sends nothing new; stays, and comes back. */
  void rest() {
    sending = false;
  }

  /** Leaves without a word, and for good. */
  void leave() {
    running = false;
    client.drop();
  }

  /** As {@link #leave}, and waits until it has. */
  void stop() {
    leave();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.drop();
  }

  /** All that must not be, its connection's included. */
  synchronized List<String> faults() {
    List<String> all = new ArrayList<>(client.faults());
    all.addAll(faults);
    return all;
  }

  List<RoomClient.Absence> absences() {
    return client.absences();
  }

  private synchronized void fault(String what) {
    faults.add(client.guest.name() + " " + what);
  }

  private void run() {
    client.stay(port);
    while (running) {
      try {
        if (client.isJoined()) {
          work();
        } else {
          client.pauseUntilJoined(WAIT_MILLIS);
          boolean isSentAway = client.isStopped() || !EXPECTED.contains(client.closeCode());
          if (running && isSentAway) {
            fault("was sent away with " + client.closeCode() + " " + client.closeReason());
            return;
          }
        }
      } catch (RuntimeException e) {
        fault("fails: " + e);
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void work() throws InterruptedException {
    if (sending && client.unansweredCount() < UNANSWERED_MAX) {
      sendNext();
    }
    retryRefused();
    Thread.sleep(periodMillis / 2 + random.nextLong(periodMillis));
    int back = client.absences().size();
    if (back > timesBack) {
      timesBack = back;
      askAgain();
    }
  }

  private void sendNext() {
    long seq = client.lastSeq() + 1;
    CrashCommands.Ask ask = commands.next(client, random, "mk" + number + "x" + seq + "k");
    asked.put(seq, ask);
    askedNanos.put(seq, System.nanoTime());
    client.send(ask.type(), ask.payload());
  }

  /** P15: what was UNAVAILABLE may be tried again under its number, while that is remembered. */
  private void retryRefused() {
    long refused = client.refusedFor(REFUSED_MILLIS, UNANSWERED_MAX);
    if (refused > 0) {
      client.retry(refused);
    }
  }

  /** Durable answers are the same for good: asks a few of the newest again. */
  private void askAgain() {
    client.newestDurable(ASKED_AGAIN, ASKED_BACK).forEach(client::sendAgain);
  }
}
