package dev.roomkeeper.kinds.arena;

/** Numbers that look random and follow from a seed: the same match plays the same twice. */
final class Noise {
  private final long seed;
  private long drawn;

  Noise(long seed, long tick, int slot) {
    this.seed = mixed(seed ^ mixed(tick * 64 + slot));
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return (int) ((mixed(seed + ++drawn) >>> 33) % bound);
  }

  /** The last step of SplitMix64. */
  private static long mixed(long of) {
    long mixed = (of ^ (of >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
