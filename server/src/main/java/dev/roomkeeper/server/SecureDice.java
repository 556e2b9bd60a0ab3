package dev.roomkeeper.server;

import dev.roomkeeper.engine.kind.Dice;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * The operating system's randomness, fetched for several draws at a time: each commit draws, and
 * fetching 8 bytes costs nearly as much as fetching 512.
 */
final class SecureDice implements Dice {
  private static final int BYTES = 512;

  private final SecureRandom random = new SecureRandom();
  private final byte[] bytes = new byte[BYTES];
  private final ByteBuffer drawn = ByteBuffer.wrap(bytes).position(BYTES);

  @Override
  public synchronized long nextLong() {
    if (!drawn.hasRemaining()) {
      random.nextBytes(bytes);
      drawn.clear();
    }
    int at = drawn.position();
    long draw = drawn.getLong();
    drawn.putLong(at, 0); // What was drawn can't be read again from memory.
    return draw;
  }
}
