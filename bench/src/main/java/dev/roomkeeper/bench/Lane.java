package dev.roomkeeper.bench;

import io.netty.channel.EventLoop;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one event loop's clients. All methods run on that loop, so the clients share no
 * counters between threads.
 */
final class Lane {
  private static final long LATENCY_MICROS_MAX = Stamp.WRAP_MICROS;

  final EventLoop loop;
  final byte[] marker;
  final LongConsumer onStamp = this::delivered;
  final Histogram latencyMicros = histogram();
  final Histogram ackMicros = histogram();
  final Histogram sendLagMicros = histogram();

  /** When the bytes that are being read arrived. */
  long arrivedMicros;

  private long fromMicros = Long.MAX_VALUE;
  private long toMicros = Long.MAX_VALUE;
  private Counts counts = new Counts();
  private @Nullable String trouble;

  /** Sums since the fleet joined. */
  static final class Counts {
    long bytes;
    long frames;
    long stamps;
    long sent;
    long acks;
    long refusals;
    long closes;

    Counts plus(Counts other, int sign) {
      Counts sum = new Counts();
      sum.bytes = bytes + sign * other.bytes;
      sum.frames = frames + sign * other.frames;
      sum.stamps = stamps + sign * other.stamps;
      sum.sent = sent + sign * other.sent;
      sum.acks = acks + sign * other.acks;
      sum.refusals = refusals + sign * other.refusals;
      sum.closes = closes + sign * other.closes;
      return sum;
    }
  }

  Lane(EventLoop loop, byte[] marker) {
    this.loop = loop;
    this.marker = marker;
  }

  static Histogram histogram() {
    return new Histogram(LATENCY_MICROS_MAX, 3);
  }

  /**
   * Clears the histograms, which from now on count only messages that are due between these times.
   */
  void measure(long from, long to) {
    fromMicros = from;
    toMicros = to;
    latencyMicros.reset();
    ackMicros.reset();
    sendLagMicros.reset();
  }

  Counts counts() {
    return counts.plus(new Counts(), 1);
  }

  @Nullable String trouble() {
    return trouble;
  }

  void read(int bytes) {
    arrivedMicros = Stamp.nowMicros();
    counts.bytes += bytes;
  }

  void frame() {
    counts.frames++;
  }

  void sent(long dueMicros) {
    counts.sent++;
    record(sendLagMicros, dueMicros, Stamp.nowMicros() - dueMicros);
  }

  /**
   * Counts a patch with so many walkers' positions.
   *
   * @param ownDueMicros when the receiver's own step in the patch was due, or -1 if there is none
   */
  void walked(int places, long ownDueMicros) {
    counts.stamps += places;
    if (ownDueMicros >= 0) {
      record(latencyMicros, ownDueMicros, arrivedMicros - ownDueMicros);
    }
  }

  void acked(long dueMicros) {
    counts.acks++;
    record(ackMicros, dueMicros, arrivedMicros - dueMicros);
  }

  void refused(String frame) {
    counts.refusals++;
    note("refused: " + frame);
  }

  void closed(String reason) {
    counts.closes++;
    note("closed: " + reason);
  }

  private void delivered(long stamp) {
    counts.stamps++;
    long age = Stamp.ageMicros(arrivedMicros, stamp);
    record(latencyMicros, arrivedMicros - age, age);
  }

  private void record(Histogram histogram, long dueMicros, long lateMicros) {
    if (dueMicros >= fromMicros && dueMicros < toMicros) {
      histogram.recordValue(Math.clamp(lateMicros, 0, LATENCY_MICROS_MAX));
    }
  }

  private void note(String what) {
    if (trouble == null) {
      trouble = what.length() > 300 ? what.substring(0, 300) + "…" : what;
    }
  }
}
