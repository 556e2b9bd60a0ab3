package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a connection too slow for the stream has not received, in bounded space. */
interface Missed {
  /** What events, answers and other messages that can't be composed may take. */
  int MESSAGE_BYTES_MAX = 64 << 10;

  /** Adds a flush, as {@link Dialect#changed} takes it; false if there is no room for it. */
  boolean add(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move);

  /** Adds a frame; false if there is no room for it. */
  boolean add(byte[] frame);

  /** What brings the client up to date, in order. */
  List<byte[]> frames();

  /**
   * Notes layers that are to come whole, as they are when they come; as of this flush until another
   * is noted.
   */
  default void addWhole(Flush told, Set<String> layers) {}
}
