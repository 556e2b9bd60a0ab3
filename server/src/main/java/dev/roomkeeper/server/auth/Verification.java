package dev.roomkeeper.server.auth;

import dev.roomkeeper.module.http.Refusal;

/** The result of verifying a token: its user, or why it is not valid. */
public sealed interface Verification {
  /** Longer tokens are not read. A request's headers have room for one of this length. */
  int LENGTH_MAX = 12_288;

  /**
   * A proven identity.
   *
   * @param userId public; also the member's id in rooms
   * @param name the user's name
   * @param expiresAtMillis when the proof ends, in milliseconds since 1970
   */
  record Identity(String userId, String name, long expiresAtMillis) implements Verification {}

  /** Why a token is not valid. */
  enum Refusal implements Verification {
    MISSING("a token is missing"),
    MALFORMED("the token is not a JWT that can be read"),
    TOO_LARGE(
        "the token has more than " + LENGTH_MAX + " characters; its issuer can put less into it"),
    NO_SUBJECT("the token does not say whose it is: it has no \"sub\", or too long a one"),
    NO_END("the token does not say when it ends: it has no \"exp\""),
    NO_ACCESS("a token of this type is no proof of a sign-in; an access token is"),
    WRONG_ALGORITHM("the token is signed by an algorithm that is not taken here"),
    BAD_SIGNATURE("the token was not signed by this server or its issuer"),
    WRONG_ISSUER("the token was made by an issuer that is not trusted here"),
    WRONG_AUDIENCE("the token was made for somebody else, by its \"aud\" and \"azp\""),
    NOT_YET_VALID("the token is not valid yet"),
    EXPIRED("the token has expired"),
    SIGNED_OUT("whoever had this token has signed out"),
    BANNED("an admin keeps this user out of the server for a time"),
    /** Not known: the same token may be valid a moment later. */
    ISSUER_UNREACHABLE("the issuer of the token can't be asked now");

    private final String sentence;

    Refusal(String sentence) {
      this.sentence = sentence;
    }

    /** A sentence for the client, without anything of the token. */
    public String sentence() {
      return sentence;
    }
  }
}
