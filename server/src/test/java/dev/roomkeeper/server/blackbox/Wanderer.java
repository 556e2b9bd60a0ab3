package dev.roomkeeper.server.blackbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A member who sends commands at a steady rate and, as P21 asks of a client, comes back by itself
 * from whatever happens: its own account of how a client behaves, not the client's code.
 */
final class Wanderer {
  /** A time without a connection, on the clock of {@link System#nanoTime}. */
  record Absence(long leftNanos, long backNanos, boolean resumed) {}

  private static final int UNANSWERED_MAX = 24;
  private static final int ASKED_AGAIN = 3;
  private static final int ASKED_BACK = 30; // A session remembers 64.
  private static final int OPEN_MILLIS = 2_000;
  private static final int JOIN_MILLIS = 1_000;
  private static final long QUIET_MILLIS = 5_000;
  private static final long OWED_MILLIS = 1_500;
  private static final long PONG_MILLIS = 2_500;
  private static final long BACKOFF_FIRST_MILLIS = 200;
  private static final long BACKOFF_MAX_MILLIS = 5_000;
  private static final int MOVING_MILLIS = 200;
  private static final List<Integer> MOVING = List.of(4503, 1012);
  private static final List<Integer> WITH_BACKOFF = List.of(0, 1006, 1011, 1013, 4408);

  final RoomClient client;
  final Map<Long, CrashCommands.Ask> asked = new ConcurrentSkipListMap<>();
  final Map<Long, Long> askedNanos = new ConcurrentSkipListMap<>();
  private final List<Absence> absences = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final int number;
  private final CrashCommands commands;
  private final Random random;
  private final long periodMillis;
  private final int port;
  private volatile boolean sending = true;
  private volatile boolean running = true;
  private boolean mayAskAgain; // after it came back
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

  synchronized List<Absence> absences() {
    return List.copyOf(absences);
  }

  private synchronized void fault(String what) {
    faults.add(client.guest.name() + " " + what);
  }

  private void run() {
    while (running) {
      try {
        if (client.isJoined()) {
          work();
        } else {
          comeBack();
        }
      } catch (RuntimeException e) {
        fault("fails: " + e);
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  // --- Connected ---

  private void work() {
    long pingedNanos = 0;
    long owedNanos = 0;
    while (running && client.isJoined()) {
      if (sending && client.unansweredCount() < UNANSWERED_MAX) {
        sendNext();
      }
      retryRefused();
      client.pauseWhileJoined(periodMillis / 2 + random.nextLong(periodMillis));
      if (mayAskAgain) {
        mayAskAgain = false;
        askAgain();
      }
      long now = System.nanoTime();
      long frame = client.lastFrameNanos();
      if (client.unansweredCount() == 0 || frame > owedNanos) {
        owedNanos = now;
      }
      if (pingedNanos != 0 && frame > pingedNanos) {
        pingedNanos = 0;
      }
      if (pingedNanos == 0) {
        if (millis(now - frame) > QUIET_MILLIS || millis(now - owedNanos) > OWED_MILLIS) {
          pingedNanos = now;
          client.sendText("{\"type\":\"ping\",\"payload\":{\"t\":1}}");
        }
      } else if (millis(now - pingedNanos) > PONG_MILLIS) {
        client.drop();
      }
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
    long refused = client.refusedFor(OWED_MILLIS, UNANSWERED_MAX);
    if (refused > 0) {
      client.retry(refused);
    }
  }

  // --- Not connected ---

  private void comeBack() throws InterruptedException {
    long leftNanos = System.nanoTime();
    boolean first = client.session().isEmpty();
    int code = client.closeCode();
    for (int failures = 0; running; failures++) {
      if (MOVING.contains(code)) {
        Thread.sleep(random.nextInt(MOVING_MILLIS));
      } else if (WITH_BACKOFF.contains(code)) {
        long step = Math.min(BACKOFF_MAX_MILLIS, BACKOFF_FIRST_MILLIS << Math.min(failures, 10));
        Thread.sleep(first && failures == 0 ? 0 : step / 2 + random.nextLong(step / 2));
      } else {
        fault("was sent away with " + code + " " + client.closeReason());
        running = false;
        return;
      }
      try {
        int anew = client.notResumedCount();
        client.join(port, OPEN_MILLIS, JOIN_MILLIS);
        if (!first) {
          mayAskAgain = true;
          boolean resumed = client.notResumedCount() == anew;
          synchronized (this) {
            absences.add(new Absence(leftNanos, client.joinedNanos(), resumed));
          }
        }
        return;
      } catch (IOException e) {
        code = client.closeCode();
      }
    }
  }

  /** Durable answers are the same for good: asks a few of the newest again. */
  private void askAgain() {
    client.newestDurable(ASKED_AGAIN, ASKED_BACK).forEach(client::sendAgain);
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
