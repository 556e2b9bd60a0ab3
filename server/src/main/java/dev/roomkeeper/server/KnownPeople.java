package dev.roomkeeper.server;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.limits.Remembered;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What rooms are told about users: their record at the time they join. While the database does not
 * answer, it is the record of their last visit, so that a user who lost a connection gets back into
 * a room that is still running. Such a user is never treated as an admin.
 */
final class KnownPeople implements Profiles {
  private static final int REMEMBERED_MAX = 10_000;
  private static final long PATIENCE_MILLIS = 500;

  /** After a failure, nobody waits for the database for this long. */
  private static final long OUTAGE_MILLIS = 2_000;

  private final AccountTable people;
  private final Executor blocking;
  private final Clock clock;
  private final Remembered<Profile> remembered = new Remembered<>(REMEMBERED_MAX);
  private volatile long failedAtTicks = Long.MIN_VALUE / 2;

  /**
   * @param blocking runs what reads the database
   */
  KnownPeople(AccountTable people, Executor blocking, Clock clock) {
    this.people = people;
    this.blocking = blocking;
    this.clock = clock;
  }

  @Override
  public Profile of(String userId) {
    Profile last = remembered.get(userId);
    if (last == null) {
      return read(userId);
    }
    if (clock.ticks() - failedAtTicks < OUTAGE_MILLIS) {
      return ofNoAdmin(last);
    }
    try {
      return CompletableFuture.supplyAsync(() -> read(userId), blocking)
          .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      failedAtTicks = clock.ticks();
      return ofNoAdmin(last);
    }
  }

  private Profile read(String userId) {
    Profile now = people.person(userId).map(KnownPeople::profile).orElse(Profile.UNKNOWN);
    remembered.put(userId, now);
    return now;
  }

  private static Profile ofNoAdmin(Profile last) {
    return new Profile(last.name(), last.claims().without("admin"));
  }

  /** Guests choose their name when they join. */
  private static Profile profile(Person person) {
    JsonObject claims = JsonObject.EMPTY;
    if (person.role() != null) {
      claims = claims.with("account", true);
    }
    if (person.role() == Role.ADMIN) {
      claims = claims.with("admin", true);
    }
    if (person.avatarId() != null) {
      claims = claims.with("avatarId", person.avatarId());
    }
    return new Profile(person.role() == null ? null : person.name(), claims);
  }
}
