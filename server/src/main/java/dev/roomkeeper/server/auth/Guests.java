package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Names;
import dev.roomkeeper.module.NormalForm;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Admits users without an account, by a secret key that they made themselves. Blocks on the
 * database, so call it from virtual threads only.
 */
public final class Guests {
  public static final int NAME_LENGTH_MAX = 64;
  private static final String NAMELESS = "Guest";

  private final GuestTable table;
  private final Tokens tokens;
  private final Dice dice;
  private final InstantSource clock;

  /** The outcome of {@code POST /guest}. */
  public sealed interface Entry {
    /** The guest is known and gets this token. */
    record Admitted(String userId, String name, String token) implements Entry {
      @Override
      public String toString() {
        return "Admitted[" + userId + "]";
      }
    }

    /** The key is not acceptable. */
    record BadKey(String sentence) implements Entry {}

    /** The name is not acceptable. */
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
   * Issues a token for the holder of the key, always for the same user.
   *
   * @param authorization the header, {@code Guest <key>}
   * @param name the guest's new name; null to keep the old one
   */
  public Entry enter(@Nullable String authorization, @Nullable String name) {
    GuestKey.Parsed parsed = GuestKey.parse(authorization);
    if (parsed.key() == null) {
      return new Entry.BadKey(parsed.refusal());
    }
    String asked = name == null ? "" : NormalForm.of(name);
    String problem = Names.problem(asked, NAME_LENGTH_MAX);
    if (problem != null) {
      return new Entry.BadName("a name " + problem);
    }
    GuestTable.Guest guest = keep(parsed.key().hash(), asked);
    return new Entry.Admitted(
        guest.userId(), guest.name(), tokens.issue(guest.userId(), guest.name()));
  }

  /** Whether it could be a guest's key. */
  public static boolean isKey(String key) {
    return GuestKey.parse("Guest " + key).key() != null;
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
      return known.get(); // The usual case needs no write.
    }
    // The id is public, so it is random and not derived from the key. A known guest keeps its id.
    String userId = "u_" + dice.id(16);
    String name = asked.isEmpty() ? NAMELESS : asked;
    return table.keep(keyHash, new GuestTable.Guest(userId, name), clock.millis());
  }
}
