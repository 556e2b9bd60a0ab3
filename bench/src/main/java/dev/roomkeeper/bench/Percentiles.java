package dev.roomkeeper.bench;

import org.HdrHistogram.Histogram;

/** Percentiles of a histogram, in microseconds. */
record Percentiles(long count, long p50, long p90, long p99, long p999, long max) {
  static Percentiles of(Histogram histogram) {
    return new Percentiles(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
