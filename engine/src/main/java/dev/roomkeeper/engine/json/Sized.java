package dev.roomkeeper.engine.json;

/** What has a weight: how a tree keeps its bounds without being walked. */
public sealed interface Sized permits Json, Change {

  /** About how many bytes this takes as UTF-8 JSON; exact for what needs no escapes. */
  int bytes();

  /**
   * About how many bytes of memory this takes if it shares nothing: small values take many times
   * what they have as JSON.
   */
  int heap();

  /** Levels of nesting: 0 for a leaf, 1 for an object or array of leaves. */
  int depth();

  /** Whether a JSON null is somewhere inside. */
  boolean hasNull();
}
