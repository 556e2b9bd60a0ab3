package dev.roomkeeper.engine.host;

/**
 * Port: the memory that a room's state may still take. A step asks it, like dice, so that growth is
 * charged when it is granted: many rooms of one owner that grow at once can't all be granted the
 * same bytes.
 */
public interface Growth {
  /** Nobody limits it but the room's own bounds. */
  Growth FREE = _ -> true;

  /** Takes this many bytes of heap. Takes nothing and returns false if less is left. */
  boolean take(long heapBytes);
}
