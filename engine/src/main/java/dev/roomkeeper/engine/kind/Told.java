package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;

/** A type of event, declared in a {@link Model}. */
public final class Told<T> {
  private final String name;
  private final Type<T> type;
  private final boolean kept;

  Told(String name, Type<T> type, boolean kept) {
    this.name = name;
    this.type = type;
    this.kept = kept;
  }

  /** Sends the event to everybody who holds the layer. */
  public void tell(Draft draft, Layer layer, T payload) {
    JsonObject json = (JsonObject) type.json(payload);
    if (kept) {
      draft.event(layer.name(), name, json);
    } else {
      draft.ephemeralEvent(layer.name(), name, json);
    }
  }
}
