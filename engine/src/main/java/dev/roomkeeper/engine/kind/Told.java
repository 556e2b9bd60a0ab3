package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;

/** A type of event, declared in a {@link Model}. */
public final class Told<T> {
  private final String name;
  private final Type<T> type;

  Told(String name, Type<T> type) {
    this.name = name;
    this.type = type;
  }

  /** Sends the event to everybody who holds the layer. */
  public void tell(Draft draft, Layer layer, T payload) {
    draft.event(layer.name(), name, (JsonObject) type.json(payload));
  }
}
