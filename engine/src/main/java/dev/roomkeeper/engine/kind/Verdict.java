package dev.roomkeeper.engine.kind;

/** What the rules of a room say to a command. */
public sealed interface Verdict {

  /** It is done: what was written into the draft takes effect. */
  record Accepted() implements Verdict {}

  /** It is done. */
  Verdict ACCEPTED = new Accepted();

  /**
   * It is not done, and nothing changed.
   *
   * @param message a sentence for the sender
   */
  record Refused(Code code, String message) implements Verdict {}

  /** It can't be said before the commit of this version was read from the journal. */
  record Needs(long version) implements Verdict {}

  static Refused refuse(Code code, String message) {
    return new Refused(code, message);
  }

  /** Has the command called again once {@link Draft#commit} has the commit of this version. */
  static Needs needs(long version) {
    return new Needs(version);
  }
}
