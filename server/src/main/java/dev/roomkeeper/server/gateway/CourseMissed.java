package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a slow client of the course's dialect has not received: the net walk of each walker, and all
 * messages and refusals.
 */
final class CourseMissed implements Missed {
  /** Selects the walks that one connection is told about. */
  @FunctionalInterface
  interface Eyes {
    List<CourseFrames.Told> seen(
        CourseFrames frames, Set<String> throughout, Flush.@Nullable Personal move);
  }

  private final Eyes eyes;
  private final Map<String, Walk> walks = new LinkedHashMap<>();
  private final List<byte[]> messages = new ArrayList<>();
  private int messageBytes;

  CourseMissed(Eyes eyes) {
    this.eyes = eyes;
  }

  @Override
  public boolean add(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move) {
    for (CourseFrames.Told told : eyes.seen(frames.course(), throughout, move)) {
      walks.merge(told.walk().userId(), told.walk(), Walk::then);
    }
    // Whoever came and went in the meantime is left out. So this is bounded by the number of
    // walkers.
    walks.values().removeIf(walk -> !walk.wasThere() && walk.place() == null);
    boolean fits = true;
    for (byte[] line : frames.course().lines()) {
      fits = add(line);
    }
    return fits;
  }

  @Override
  public boolean add(byte[] frame) {
    messages.add(frame);
    messageBytes += frame.length;
    return messageBytes <= MESSAGE_BYTES_MAX;
  }

  @Override
  public List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    for (Walk walk : walks.values()) {
      byte[] frame = walk.frame();
      if (frame != null) {
        frames.add(frame);
      }
    }
    frames.addAll(messages);
    return frames;
  }
}
