package dev.roomkeeper.engine.host;

/** Text that is in no log line: a passphrase on its way to be hashed. */
public record Secret(String text) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
