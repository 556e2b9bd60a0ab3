package dev.roomkeeper.engine.host;

import java.util.List;

/** What a {@link RoomHost} gives for what it was told. */
public sealed interface Turn {
  /** To be done, in order. */
  List<Effect> effects();

  /** The room lives on here. */
  record Going(List<Effect> effects) implements Turn {
    public Going {
      effects = List.copyOf(effects);
    }
  }

  /**
   * The host is done: the room is another's, deleted, or at rest in the journal. Whoever still
   * comes is led elsewhere.
   *
   * @param closes to be done once any node may open the room: who is closed looks for it at once
   * @param lost whether it was taken away
   */
  record Left(List<Effect> effects, List<Effect.Close> closes, boolean lost) implements Turn {
    public Left {
      effects = List.copyOf(effects);
      closes = List.copyOf(closes);
    }
  }
}
