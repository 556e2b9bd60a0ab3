package dev.roomkeeper.bench;

import java.util.List;

/** What the clients of a run speak: a subprotocol of the server, or that of another package. */
enum Wire {
  JSON("roomkeeper.v1.json", Envelope.NONE),
  BIN("roomkeeper.v1.bin", Envelope.NONE),
  SOCKETIO("", Envelope.SOCKETIO),
  COLYSEUS("", Envelope.COLYSEUS);

  private final String subprotocol;
  private final Envelope envelope;

  Wire(String subprotocol, Envelope envelope) {
    this.subprotocol = subprotocol;
    this.envelope = envelope;
  }

  /** The subprotocols that a socket offers. */
  List<String> subprotocols() {
    return subprotocol.isEmpty() ? List.of() : List.of(subprotocol);
  }

  Envelope envelope() {
    return envelope;
  }
}
