package dev.roomkeeper.server.queue;

/** The queue in memory; its two nodes are one. */
class LocalQueueTest extends MatchQueueContract {
  private LocalQueue queue = new LocalQueue(POOLS);

  @Override
  protected MatchQueue open() {
    return queue;
  }

  @Override
  protected void empty() {
    queue = new LocalQueue(POOLS);
  }
}
