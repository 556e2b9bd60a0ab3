package dev.roomkeeper.server.auth;

/** What a token turned out to be: whose it is, or why it counts for nothing. */
public sealed interface Verification {

  /**
   * Somebody who proved who they are.
   *
   * @param userId public, and the member's id in rooms
   * @param name how they want to be called
   * @param expiresAtMillis when the proof ends, in milliseconds since 1970
   */
  record Identity(String userId, String name, long expiresAtMillis) implements Verification {}

  /** Why a token counts for nothing. */
  enum Refusal implements Verification {
    MISSING("a token is missing"),
    MALFORMED("the token is not a JWT that can be read"),
    WRONG_ALGORITHM("the token is signed by an algorithm that is not taken here"),
    BAD_SIGNATURE("the token was not signed by this server or its issuer"),
    WRONG_ISSUER("the token was made by somebody else or for somebody else"),
    NOT_YET_VALID("the token is not valid yet"),
    EXPIRED("the token has expired"),
    SIGNED_OUT("whoever had this token has signed out"),
    /** Nobody knows: the same token may be good a moment later. */
    ISSUER_UNREACHABLE("the issuer of the token can't be asked now");

    private final String sentence;

    Refusal(String sentence) {
      this.sentence = sentence;
    }

    /** For the client; says nothing of the token. */
    public String sentence() {
      return sentence;
    }
  }
}
