package dev.roomkeeper.engine.json;

/**
 * Something with a size and a hash, so that limits can be checked and copies compared. A tree
 * computes them when it is first asked, and then only for the parts that are new.
 */
public sealed interface Sized permits Json, Change {

  /** The approximate size as UTF-8 JSON, in bytes; exact if nothing needs escaping. */
  int bytes();

  /**
   * The approximate memory in bytes, if nothing is shared. Small values take many times their JSON
   * size.
   */
  int heap();

  /** Levels of nesting: 0 for a leaf, 1 for an object or array of leaves. Known without a walk. */
  int depth();

  /** Whether it contains a JSON null. */
  boolean hasNull();

  /** A short hash of a value; 0 for what is no value or nothing. */
  int digest();
}
