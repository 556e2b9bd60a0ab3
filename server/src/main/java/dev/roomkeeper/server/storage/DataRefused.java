package dev.roomkeeper.server.storage;

import org.jspecify.annotations.Nullable;

/** The data can't be used. The message is a sentence for the operator. */
public final class DataRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DataRefused(String sentence) {
    super(sentence);
  }

  DataRefused(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
