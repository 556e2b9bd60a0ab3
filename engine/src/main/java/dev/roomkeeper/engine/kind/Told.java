package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;

/** A type of event, declared in a {@link Model}: what is told and is no state. */
public final class Told<T> {
  private final String name;
  private final Type<T> type;

  Told(String name, Type<T> type) {
    this.name = name;
    this.type = type;
  }

  /** Tells those who hold the layer. */
  public void tell(Draft draft, Layer layer, T payload) {
    draft.event(layer.name(), name, (JsonObject) type.json(payload));
  }
}
