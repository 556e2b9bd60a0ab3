package dev.roomkeeper.server.ice;

import org.jspecify.annotations.Nullable;

/**
 * ICE servers can't be used as they were named; the message is a sentence for whoever starts the
 * server.
 */
public final class IceRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  IceRefused(String sentence) {
    super(sentence);
  }

  IceRefused(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
