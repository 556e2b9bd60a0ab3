package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.Nullable;

/** A room's layers after its last ticks. */
@FunctionalInterface
public interface Past {
  /** Remembers nothing. */
  Past NONE = _ -> null;

  /** The kept and live layers after this tick; null if they are not in memory. */
  @Nullable Layers after(long tickNumber);
}
