package dev.roomkeeper.server;

import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.hub.Profiles;

/** What rooms are told of users: what is on record of them at the time they join. */
final class KnownPeople implements Profiles {
  private final AccountTable people;

  KnownPeople(AccountTable people) {
    this.people = people;
  }

  @Override
  public Profile of(String userId) {
    return people.person(userId).map(KnownPeople::profile).orElse(Profile.UNKNOWN);
  }

  /** Guests say by themselves how they want to be called. */
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
