package dev.roomkeeper.bench;

/**
 * When each message is due and who sends it. Both are fixed before the first message (open loop):
 * message {@code i} is due at {@code start + i / perSecond}, and sender {@code i mod senders} sends
 * it. So the senders are spread evenly, and a slow server does not delay due times.
 *
 * @param startMicros when message 0 is due
 * @param perSecond messages a second over all senders
 */
record Schedule(long startMicros, double perSecond, int senders) {
  Schedule {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("messages a second must be positive: " + perSecond);
    }
    if (senders < 1) {
      throw new IllegalArgumentException("needs at least one sender: " + senders);
    }
  }

  long dueMicros(long index) {
    return startMicros + (long) (index * 1e6 / perSecond);
  }

  int sender(long index) {
    return (int) (index % senders);
  }

  /** How many messages are due before the given time. */
  long countBefore(long micros) {
    if (micros <= startMicros) {
      return 0;
    }
    long index = (long) ((micros - startMicros) * perSecond / 1e6);
    while (index > 0 && dueMicros(index - 1) >= micros) {
      index--;
    }
    while (dueMicros(index) < micros) {
      index++;
    }
    return index;
  }
}
