package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.Nullable;

/** The layers of a room as they were after its last ticks. */
@FunctionalInterface
public interface Past {
  /** No past at all. */
  Past NONE = _ -> null;

  /** The layers after the tick of this number, kept and live; null if they are not at hand. */
  @Nullable Layers after(long tickNumber);
}
