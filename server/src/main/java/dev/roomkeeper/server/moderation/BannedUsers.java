package dev.roomkeeper.server.moderation;

import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the tokens of users whom an admin banned. All bans that hold are in memory and are read
 * again every {@link #READ_MILLIS}; while the database does not answer, those known last hold.
 * Thread-safe.
 */
public final class BannedUsers implements TokenVerifier {
  /** The longest time until each node knows of a ban. */
  public static final long READ_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(BannedUsers.class);

  private final TokenVerifier tokens;
  private final BanTable table;
  private final InstantSource clock;
  private final Consumer<String> onBan;
  private volatile Map<String, Long> untilMillis = Map.of();

  /**
   * @param onBan is told the id of each user who is banned from now on
   */
  public BannedUsers(
      TokenVerifier tokens, BanTable table, InstantSource clock, Consumer<String> onBan) {
    this.tokens = tokens;
    this.table = table;
    this.clock = clock;
    this.onBan = onBan;
  }

  /** Reads the bans anew. Blocks on the database. */
  public synchronized void read() {
    Map<String, Long> now = new HashMap<>();
    try {
      table.standing(clock.millis()).forEach(ban -> now.put(ban.userId(), ban.untilMillis()));
    } catch (RuntimeException e) {
      LOG.warn("the bans can't be read; those known last hold: {}", e.getMessage());
      return;
    }
    Map<String, Long> before = untilMillis;
    untilMillis = Map.copyOf(now);
    now.keySet().stream().filter(userId -> !before.containsKey(userId)).forEach(onBan);
  }

  @Override
  public Verification verify(@Nullable String token) {
    Verification verified = tokens.verify(token);
    return verified instanceof Identity identity && isBanned(identity.userId())
        ? Verification.Refusal.BANNED
        : verified;
  }

  private boolean isBanned(String userId) {
    Long until = untilMillis.get(userId);
    return until != null && until > clock.millis();
  }
}
