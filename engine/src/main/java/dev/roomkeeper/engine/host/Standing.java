package dev.roomkeeper.engine.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of somebody who joins and others must not see.
 *
 * @param place a keyed hash of the address, null if unknown
 * @param isGuest whether this is somebody without an account
 * @param apart the users who want nothing to do with this one, or the other way round; the most
 *     important first
 */
public record Standing(@Nullable String place, boolean isGuest, List<String> apart) {
  /** Of somebody of whom nothing is known. */
  public static final Standing UNKNOWN = new Standing(null, false, List.of());

  public Standing {
    apart = List.copyOf(apart);
  }
}
