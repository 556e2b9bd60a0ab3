package dev.roomkeeper.server;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.server.auth.AccountStanding;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.auth.AllTokens;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.OidcTrust;
import dev.roomkeeper.server.auth.PassphraseHasher;
import dev.roomkeeper.server.auth.PasswordRule;
import dev.roomkeeper.server.auth.SignInBrake;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.moderation.BannedUsers;
import dev.roomkeeper.server.storage.SqlAccounts;
import dev.roomkeeper.server.storage.SqlBans;
import dev.roomkeeper.server.storage.SqlGuests;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guests and accounts, and the tokens that identify them. */
record People(AccountTable table, Guests guests, Accounts accounts, BannedUsers tokens) {
  private static final Logger LOG = LoggerFactory.getLogger(People.class);

  /**
   * @param blocking runs what reads the database
   * @param signedOut gets the id of a user who was banned, or signed out everywhere
   */
  static People open(
      Settings settings,
      Store store,
      Limits limits,
      Clock clock,
      Dice dice,
      Executor blocking,
      Consumer<String> signedOut) {
    InstantSource time = InstantSource.system();
    AccountTable table = new SqlAccounts(store.database());
    AccountStanding standing = new AccountStanding(table, blocking, clock::ticks);
    Tokens own = new Tokens(store.tokenKey(), time, Tokens.LIFE_MILLIS, standing);
    List<OidcTrust> trusted =
        settings.oidc.stream().map(oidc -> new OidcTrust(oidc.issuer, oidc.audience)).toList();
    AllTokens tokens = new AllTokens(own, trusted, table, dice, time);
    tokens.meetIssuers();
    if (settings.openAdminSignup) {
      LOG.warn("Anybody who asks becomes an admin: --open-admin-signup is for tests alone.");
    }
    Accounts accounts =
        new Accounts(
            table,
            new PassphraseHasher(),
            new SignInBrake(limits),
            own,
            dice,
            time,
            new Accounts.Rules(
                settings.weakPasswords ? PasswordRule.ANY : PasswordRule.strong(),
                settings.openAdminSignup),
            userId -> {
              standing.changed(userId);
              signedOut.accept(userId);
            });
    return new People(
        table,
        new Guests(new SqlGuests(store.database()), own, dice, time),
        accounts,
        new BannedUsers(tokens, new SqlBans(store.database()), time, signedOut));
  }
}
