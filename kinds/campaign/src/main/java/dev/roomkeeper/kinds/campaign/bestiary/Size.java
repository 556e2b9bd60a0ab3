package dev.roomkeeper.kinds.campaign.bestiary;

import org.jspecify.annotations.Nullable;

/** How big a creature is. */
public enum Size {
  TINY("tiny"),
  SMALL("small"),
  MEDIUM("medium"),
  LARGE("large"),
  HUGE("huge"),
  GARGANTUAN("gargantuan");

  private final String key;

  Size(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** The size of that name, in any case, or null where there is none. */
  public static @Nullable Size of(String name) {
    for (Size size : values()) {
      if (size.key.equalsIgnoreCase(name)) {
        return size;
      }
    }
    return null;
  }
}
