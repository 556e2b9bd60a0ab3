package dev.roomkeeper.server.gateway;

/** The epoch and version that a connection was told last. */
final class Standing {
  /** A version can be told by its lowest bits if it is less than this above the last one. */
  static final int NEAR = 64;

  private long epoch;
  private long version;

  /** Whether a version can be told by its lowest bits. */
  boolean isNear(long newEpoch, long newVersion) {
    return newEpoch == epoch && newVersion >= version && newVersion - version < NEAR;
  }

  void at(long newEpoch, long newVersion) {
    epoch = newEpoch;
    version = newVersion;
  }
}
