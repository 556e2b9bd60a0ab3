package dev.roomkeeper.server;

import dev.roomkeeper.server.auth.PassphraseHasher;
import dev.roomkeeper.server.hub.Passphrases;
import java.util.concurrent.RejectedExecutionException;

/** The passphrases of seats. They are hashed like passwords, in a separate queue. */
final class RoomPassphrases implements Passphrases {
  private final PassphraseHasher slow;

  RoomPassphrases(PassphraseHasher slow) {
    this.slow = slow;
  }

  @Override
  public String hash(String passphrase) {
    return switch (slow.hash("", passphrase)) {
      case PassphraseHasher.Hashed.Hash(var phc) -> phc;
      case PassphraseHasher.Hashed.Refused(var sentence) ->
          throw new IllegalArgumentException(sentence);
      case PassphraseHasher.Hashed.Busy() ->
          throw new RejectedExecutionException("too many passphrases at once");
    };
  }

  @Override
  public boolean matches(String passphrase, String hash) {
    return switch (slow.check("", passphrase, hash)) {
      case RIGHT -> true;
      case WRONG -> false;
      case BUSY -> throw new RejectedExecutionException("too many passphrases at once");
    };
  }
}
