package dev.roomkeeper.engine.host;

/** Text that never appears in a log: a passphrase on its way to be hashed. */
public record Secret(String text) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
