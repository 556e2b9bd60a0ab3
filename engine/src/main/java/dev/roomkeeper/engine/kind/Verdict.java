package dev.roomkeeper.engine.kind;

/** A kind's decision on a command. */
public sealed interface Verdict {

  /** Accepted: what was written into the draft takes effect. */
  record Accepted() implements Verdict {}

  /** Accepted. */
  Verdict ACCEPTED = new Accepted();

  /**
   * Refused: nothing changed.
   *
   * @param message a sentence for the sender
   */
  record Refused(Code code, String message) implements Verdict {}

  /** Undecided until the commit of this version has been read from the journal. */
  record Needs(long version) implements Verdict {}

  static Refused refuse(Code code, String message) {
    return new Refused(code, message);
  }

  /** Calls the command again once {@link Draft#commit} has the commit of this version. */
  static Needs needs(long version) {
    return new Needs(version);
  }
}
