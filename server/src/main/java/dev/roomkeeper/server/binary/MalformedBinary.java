package dev.roomkeeper.server.binary;

/** The bytes are not a valid frame. The message says what is wrong and quotes none of them. */
public final class MalformedBinary extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isTooLarge;

  MalformedBinary(String message) {
    this(message, false);
  }

  private MalformedBinary(String message, boolean isTooLarge) {
    super(message);
    this.isTooLarge = isTooLarge;
  }

  static MalformedBinary tooLarge(int bytesMax) {
    return new MalformedBinary("a message has at most " + bytesMax + " bytes as JSON", true);
  }

  /** Whether the frame is only too large. */
  public boolean isTooLarge() {
    return isTooLarge;
  }
}
