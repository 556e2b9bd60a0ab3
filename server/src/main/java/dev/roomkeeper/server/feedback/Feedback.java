package dev.roomkeeper.server.feedback;

import org.jspecify.annotations.Nullable;

/**
 * One message from a visitor.
 *
 * @param contact how to answer, as the sender wrote it; null if no answer is needed
 */
public record Feedback(String id, String text, @Nullable String contact, long sentAtMillis) {
  public static final int TEXT_LENGTH_MAX = 4_000;
  public static final int CONTACT_LENGTH_MAX = 200;

  public Feedback {
    if (text.isBlank() || text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
    if (contact != null && (contact.isBlank() || contact.length() > CONTACT_LENGTH_MAX)) {
      throw new IllegalArgumentException("a contact of " + contact.length() + " characters");
    }
  }
}
