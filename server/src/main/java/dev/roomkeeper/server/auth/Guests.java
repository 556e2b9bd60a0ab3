package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets people in without an account, by a secret key that they made and keep. Blocks on the
 * database: from virtual threads only.
 */
public final class Guests {
  public static final int NAME_LENGTH_MAX = 64;
  private static final String NAMELESS = "Guest";

  private final GuestTable table;
  private final Tokens tokens;
  private final Dice dice;
  private final InstantSource clock;

  /** What comes of {@code POST /guest}. */
  public sealed interface Entry {
    /** The guest is known now, and may show this token. */
    record Admitted(String userId, String name, String token) implements Entry {
      @Override
      public String toString() {
        return "Admitted[" + userId + "]";
      }
    }

    /** The key was no good. */
    record BadKey(String sentence) implements Entry {}

    /** The name was no good. */
    record BadName(String sentence) implements Entry {}
  }

  /**
   * @param dice a cryptographic generator
   */
  public Guests(GuestTable table, Tokens tokens, Dice dice, InstantSource clock) {
    this.table = table;
    this.tokens = tokens;
    this.dice = dice;
    this.clock = clock;
  }

  /**
   * Gives whoever holds the key a token, always for the same user.
   *
   * @param authorization the header, {@code Guest <key>}
   * @param name how the guest wants to be called from now on; null to stay as it is
   */
  public Entry enter(@Nullable String authorization, @Nullable String name) {
    GuestKey.Parsed parsed = GuestKey.parse(authorization);
    if (parsed.key() == null) {
      return new Entry.BadKey(parsed.refusal());
    }
    String asked = name == null ? "" : Names.normal(name);
    String problem = Names.problem(asked, NAME_LENGTH_MAX);
    if (problem != null) {
      return new Entry.BadName("a name " + problem);
    }
    GuestTable.Guest guest = keep(parsed.key().hash(), asked);
    return new Entry.Admitted(
        guest.userId(), guest.name(), tokens.issue(guest.userId(), guest.name()));
  }

  /** The user whom this key speaks for; empty for one that nobody came with, or that is no key. */
  public Optional<String> userOf(String key) {
    GuestKey.Parsed parsed = GuestKey.parse("Guest " + key);
    return parsed.key() == null
        ? Optional.empty()
        : table.find(parsed.key().hash()).map(GuestTable.Guest::userId);
  }

  private GuestTable.Guest keep(String keyHash, String asked) {
    Optional<GuestTable.Guest> known = table.find(keyHash);
    if (known.isPresent() && (asked.isEmpty() || asked.equals(known.get().name()))) {
      return known.get(); // The usual case, without a write.
    }
    // The id is public, so it is drawn apart from the key: nothing leads from it to the key.
    // Whoever
    // is on record keeps the one that is there.
    String userId = "u_" + dice.id(16);
    String name = asked.isEmpty() ? NAMELESS : asked;
    return table.keep(keyHash, new GuestTable.Guest(userId, name), clock.millis());
  }
}
