package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Named;
import dev.roomkeeper.engine.kind.Payload;
import org.jspecify.annotations.Nullable;

/** Which text of the rules a campaign follows. */
@Payload
@Data
public enum Edition {
  @Named("2014")
  OF_2014("2014"),
  @Named("2024")
  OF_2024("2024");

  private final String key;

  Edition(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** The edition of that key, or null where there is none. */
  public static @Nullable Edition of(String key) {
    for (Edition edition : values()) {
      if (edition.key.equals(key)) {
        return edition;
      }
    }
    return null;
  }
}
