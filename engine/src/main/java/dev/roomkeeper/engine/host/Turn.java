package dev.roomkeeper.engine.host;

import java.util.List;

/** The result of {@link RoomHost#step}. */
public sealed interface Turn {
  /** What to do, in order. */
  List<Effect> effects();

  /** The host still has the room. */
  record Going(List<Effect> effects) implements Turn {
    public Going {
      effects = List.copyOf(effects);
    }
  }

  /**
   * The host has left: the room has another owner, was deleted, or is parked. Late callers are sent
   * elsewhere.
   *
   * @param closes connections to close once any node may open the room, because their clients look
   *     for it at once
   * @param lost whether another node took it
   */
  record Left(List<Effect> effects, List<Effect.Close> closes, boolean lost) implements Turn {
    public Left {
      effects = List.copyOf(effects);
      closes = List.copyOf(closes);
    }
  }
}
