package dev.roomkeeper.server;

import dev.roomkeeper.engine.host.Standing;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.auth.Places;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.limits.Remembered;
import dev.roomkeeper.server.moderation.ApartTable;
import java.util.List;
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

  /** Somebody who is not on record has no account. */
  private static final Profile STRANGER =
      new Profile(null, JsonObject.EMPTY, new Standing(null, true, List.of()));

  private static final long PATIENCE_MILLIS = 500;

  /** After a failure, nobody waits for the database for this long. */
  private static final long OUTAGE_MILLIS = 2_000;

  private final AccountTable people;
  private final ApartTable apart;
  private final Places places;
  private final Executor blocking;
  private final Clock clock;
  private final Remembered<Profile> remembered = new Remembered<>(REMEMBERED_MAX);
  private volatile long failedAtTicks = Long.MIN_VALUE / 2;

  /**
   * @param blocking runs what reads the database
   */
  KnownPeople(
      AccountTable people, ApartTable apart, Places places, Executor blocking, Clock clock) {
    this.people = people;
    this.apart = apart;
    this.places = places;
    this.blocking = blocking;
    this.clock = clock;
  }

  @Override
  public Profile of(String userId, String address) {
    Profile known = known(userId);
    Standing standing = known.standing();
    String place = places.of("room", Limits.addressOwner(address));
    return new Profile(
        known.name(), known.claims(), new Standing(place, standing.isGuest(), standing.apart()));
  }

  private Profile known(String userId) {
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
    Profile known = people.person(userId).map(KnownPeople::profile).orElse(STRANGER);
    Profile now =
        new Profile(
            known.name(),
            known.claims(),
            new Standing(null, known.standing().isGuest(), apart.blocks(userId)));
    remembered.put(userId, now);
    return now;
  }

  private static Profile ofNoAdmin(Profile last) {
    return new Profile(last.name(), last.claims().without("admin"), last.standing());
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
    boolean isGuest = person.role() == null;
    return new Profile(
        isGuest ? null : person.name(), claims, new Standing(null, isGuest, List.of()));
  }
}
