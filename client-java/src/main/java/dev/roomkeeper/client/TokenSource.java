package dev.roomkeeper.client;

import java.io.IOException;

/** Gives tokens for sockets (P2). It may block: the client calls it on a separate thread. */
public interface TokenSource {
  /**
   * A valid token.
   *
   * @param renew true if the previous token was refused or is about to expire
   * @throws HttpProblem if the server refused to give one
   */
  String token(boolean renew) throws IOException, InterruptedException;

  /** The same token each time. */
  static TokenSource of(String token) {
    return _ -> token;
  }
}
