package dev.roomkeeper.engine.json;

/**
 * Short hashes of values, by which a client notices that its state is not the server's. An object's
 * is a sum over its members, so it follows each change. PROTOCOL.md says how they are made.
 */
final class Digest {
  /** Of the empty object, which counts as nothing. */
  static final int NOTHING = 0;

  private Digest() {}

  static int of(String text) {
    return mixed(text.hashCode() ^ 0x5BD1E995);
  }

  static int of(double number) {
    return mixed(Double.hashCode(number) ^ 0x1B873593);
  }

  static int of(boolean value) {
    return mixed(Boolean.hashCode(value));
  }

  static int ofItem(int before, int item) {
    return mixed(31 * before + item);
  }

  /** What a member adds to its object's. */
  static int ofMember(String key, int value) {
    return value == NOTHING ? 0 : mixed(key.hashCode() * 0x9E3779B1 + value);
  }

  /** The last step of MurmurHash3. */
  private static int mixed(int hash) {
    int h = hash;
    h = (h ^ h >>> 16) * 0x85EBCA6B;
    h = (h ^ h >>> 13) * 0xC2B2AE35;
    return h ^ h >>> 16;
  }
}
