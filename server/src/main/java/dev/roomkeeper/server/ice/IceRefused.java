package dev.roomkeeper.server.ice;

import org.jspecify.annotations.Nullable;

/** The named ICE servers cannot be used. The message is a sentence for the operator. */
public final class IceRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  IceRefused(String sentence) {
    super(sentence);
  }

  IceRefused(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
