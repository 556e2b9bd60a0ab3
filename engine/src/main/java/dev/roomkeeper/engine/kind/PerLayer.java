package dev.roomkeeper.engine.kind;

import java.util.function.Function;

/** A part of the state that every layer of one audience has: every member's, every cell's. */
public final class PerLayer<L extends Layer, S extends Spot> {
  private final String key;
  private final boolean live;
  private final Function<Where, S> spot;

  PerLayer(String key, boolean live, Function<Where, S> spot) {
    this.key = key;
    this.live = live;
    this.spot = spot;
  }

  /** The part in this layer. */
  public S in(L layer) {
    return named(layer.name());
  }

  /** The part in the layer of this name, as {@link Layer#name} gave it. */
  public S named(String layer) {
    return spot.apply(Where.in(live ? Layers.live(layer) : layer).child(key));
  }
}
