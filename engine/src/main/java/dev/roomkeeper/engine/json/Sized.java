package dev.roomkeeper.engine.json;

/**
 * Something with a known size and hash, so that limits can be checked and copies compared without
 * walking a tree.
 */
public sealed interface Sized permits Json, Change {

  /** The approximate size as UTF-8 JSON, in bytes; exact if nothing needs escaping. */
  int bytes();

  /**
   * The approximate memory in bytes, if nothing is shared. Small values take many times their JSON
   * size.
   */
  int heap();

  /** Levels of nesting: 0 for a leaf, 1 for an object or array of leaves. */
  int depth();

  /** Whether it contains a JSON null. */
  boolean hasNull();

  /** A short hash of a value, kept up with each change; 0 for what is no value or nothing. */
  int digest();
}
