package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.BenchException;
import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A bystander who comes anew all the time: becomes a guest, reads the list of rooms, joins a room,
 * and leaves; and, now and then, signs in to an account that it has used from there before.
 */
final class Visitor implements AutoCloseable {
  private static final String FROM = "127.0.200.1";
  private static final String PASSWORD = "a long pass phrase 4711";
  private static final long PERIOD_MILLIS = 200;

  /** A sign-in is slow on purpose, so not every visit has one. */
  private static final int SIGN_IN_EACH = 5;

  /** Fewer do not say how slow visits are. */
  static final int VISITS_MIN = 5;

  /** With fewer visits than this, a p99 would be the slowest of them alone. */
  private static final int VISITS_FOR_P99 = 100;

  private static final int PATIENCE_SECONDS = 30;
  private static final long MICROS_MAX = TimeUnit.SECONDS.toMicros(100);

  private final ServerAddress server;
  private final EventLoop loop;
  private final Requests requests;
  private final String account;
  private final String squareId;
  private final Answers answers = new Answers();

  /**
   * How the visits went.
   *
   * @param slowMillis the p99 of what a visit takes without the sign-in; of fewer than 100 visits
   *     the p90
   * @param failures visits that were refused or not answered
   * @param trouble the first of them, or null
   */
  record Figures(double slowMillis, long visits, long failures, @Nullable String trouble) {}

  Visitor(ServerAddress server, EventLoop loop) throws InterruptedException {
    this.server = server;
    this.loop = loop;
    this.requests = new Requests(server, FROM);
    this.account = "bystander" + Requests.newKey().substring(0, 8).replaceAll("[^A-Za-z0-9]", "x");
    String body =
        "{\"username\":\"" + account + "\",\"password\":\"" + PASSWORD + "\",\"type\":\"user\"}";
    Requests.Answer signUp = requests.ask("POST", "/api/v1/signup", null, body);
    if (signUp.status() != 200 || !signsIn()) {
      throw new BenchException("a bystander could not sign up: " + signUp.body());
    }
    Guest owner = requests.guest("Ann");
    squareId =
        requests
            .ask(
                "POST",
                "/api/v1/rooms",
                Attackers.bearer(owner),
                "{\"kind\":\"lobby\",\"name\":\"square\"}")
            .json()
            .path("id")
            .asString();
  }

  String account() {
    return account;
  }

  /** The room that the visitor joins, and others may. */
  String squareId() {
    return squareId;
  }

  /** Visits until the time is over. */
  Figures visit(double seconds) throws InterruptedException {
    Histogram micros = new Histogram(MICROS_MAX, 3);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long visits = 0;
    long failures = 0;
    String trouble = null;
    long due = System.nanoTime();
    while (Math.max(due, System.nanoTime()) < end) {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      String failure = enter();
      micros.recordValue(Math.min((System.nanoTime() - due) / 1_000, MICROS_MAX));
      if (failure == null && visits % SIGN_IN_EACH == 0 && !signsIn()) {
        failure = "a sign-in was refused";
      }
      visits++;
      if (failure != null) {
        failures++;
        trouble = trouble == null ? failure : trouble;
      }
      due += TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    }
    return new Figures(
        micros.getValueAtPercentile(visits < VISITS_FOR_P99 ? 90 : 99) / 1e3,
        visits,
        failures,
        trouble);
  }

  /** What went wrong, or null. */
  private @Nullable String enter() throws InterruptedException {
    Guest guest;
    try {
      guest = requests.guest("Bob");
    } catch (BenchException e) {
      return e.getMessage();
    }
    int listed = requests.ask("GET", "/api/v1/rooms", Attackers.bearer(guest), null).status();
    if (listed != 200) {
      return "the list of rooms was answered with " + listed;
    }
    Line line = Line.open(answers, loop, server, guest, squareId, true);
    try {
      return line.settled().get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          ? null
          : "a join was refused: " + answers;
    } catch (TimeoutException e) {
      return "a join was not answered";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      line.cut();
    }
  }

  private boolean signsIn() throws InterruptedException {
    String body = "{\"username\":\"" + account + "\",\"password\":\"" + PASSWORD + "\"}";
    return requests.ask("POST", "/api/v1/signin", null, body).status() == 200;
  }

  @Override
  public void close() {
    requests.close();
  }
}
