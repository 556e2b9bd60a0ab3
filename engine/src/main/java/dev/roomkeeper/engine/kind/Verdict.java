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

  static Refused refuse(Code code, String message) {
    return new Refused(code, message);
  }
}
