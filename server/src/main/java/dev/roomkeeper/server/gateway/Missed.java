package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a slow connection has not received, in bounded space. */
interface Missed {
  /** The space for events, answers and other messages that cannot be composed. */
  int MESSAGE_BYTES_MAX = 64 << 10;

  /** Adds a flush, like {@link Dialect#changed}. Returns false if there is no space for it. */
  boolean add(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move);

  /** Adds a frame. Returns false if there is no space for it. */
  boolean add(byte[] frame);

  /** The frames that bring the client up to date, in order. */
  List<byte[]> frames();

  /**
   * Notes layers that are to come whole, as they are when they come; as of this flush until another
   * is noted.
   */
  default void addWhole(Flush told, Set<String> layers) {}
}
