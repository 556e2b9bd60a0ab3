package dev.roomkeeper.bench;

/** The subprotocols that the bench speaks. */
enum Wire {
  JSON("roomkeeper.v1.json"),
  BIN("roomkeeper.v1.bin");

  private final String subprotocol;

  Wire(String subprotocol) {
    this.subprotocol = subprotocol;
  }

  String subprotocol() {
    return subprotocol;
  }
}
