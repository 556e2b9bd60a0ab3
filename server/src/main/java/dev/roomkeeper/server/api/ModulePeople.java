package dev.roomkeeper.server.api;

import dev.roomkeeper.module.People;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification.Identity;
import java.util.Optional;

/** The users that the server knows, as kinds' modules see them. */
record ModulePeople(AccountTable people, TokenVerifier tokens) implements People {
  @Override
  public Optional<String> name(String userId) {
    return people.person(userId).map(AccountTable.Person::name);
  }

  @Override
  public boolean isAdmin(String userId) {
    return people
        .person(userId)
        .filter(person -> person.role() == AccountTable.Role.ADMIN)
        .isPresent();
  }

  @Override
  public boolean isGuest(String userId) {
    return people.person(userId).filter(person -> person.role() == null).isPresent();
  }

  @Override
  public Optional<User> bearer(String token) {
    return tokens.verify(token) instanceof Identity identity
        ? Optional.of(new User(identity.userId(), identity.name()))
        : Optional.empty();
  }
}
