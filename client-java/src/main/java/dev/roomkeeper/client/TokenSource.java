package dev.roomkeeper.client;

import java.io.IOException;

/** Gives tokens for sockets (P2). May block; it is asked on a thread of its own. */
public interface TokenSource {
  /**
   * A token that holds.
   *
   * @param renew whether the one given before was refused or is about to expire
   * @throws HttpProblem if the server refused to give one
   */
  String token(boolean renew) throws IOException, InterruptedException;

  /** The same token each time. */
  static TokenSource of(String token) {
    return _ -> token;
  }
}
