package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Directory;

class InProcessDirectoryTest extends DirectoryContract {
  private long ticks = 1;
  private final InProcessDirectory directory =
      new InProcessDirectory(
          new Clock() {
            @Override
            public long nowMillis() {
              return ticks;
            }

            @Override
            public long ticks() {
              return ticks;
            }
          });

  @Override
  Directory open() {
    return directory; // All nodes of the process have the same one.
  }

  @Override
  void empty() {
    directory.close(); // Nothing of it outlives that.
  }

  @Override
  void silent(Peer node, long millis) {
    ticks += millis;
  }
}
