package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.PassphraseHasher;
import dev.roomkeeper.server.limits.Limit;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Signing up, signing in, and the public profile of users. */
final class AccountResources {
  private static final int IDS_MAX = 200;

  /** Signing up reveals which names are taken, so a taken name costs more. */
  private static final double TAKEN_COSTS = 19;

  private static final int TEXT_LENGTH_MAX = 1_000; // Goes before the message of Accounts.

  private final Accounts accounts;
  private final AccountTable people;
  private final Guests guests;

  private AccountResources(Accounts accounts, AccountTable people, Guests guests) {
    this.accounts = accounts;
    this.people = people;
    this.guests = guests;
  }

  static void add(Routes routes, Accounts accounts, AccountTable people, Guests guests) {
    AccountResources resources = new AccountResources(accounts, people, guests);
    routes.add(HttpMethod.POST, "/api/v1/signup", resources::signUp);
    routes.add(HttpMethod.POST, "/api/v1/signin", resources::signIn);
    routes.add(HttpMethod.GET, "/api/v1/me", resources::me);
    routes.add(HttpMethod.GET, "/api/v1/users", resources::named);
    routes.add(HttpMethod.POST, "/api/v1/user/metadata", resources::chooseAvatar);
    routes.add(HttpMethod.GET, "/api/v1/user/metadata/bulk", resources::avatarsOf);
    routes.add(HttpMethod.POST, "/api/v1/me/takeover", resources::takeOver);
    routes.add(HttpMethod.POST, "/api/v1/me/password", resources::changePassword);
    routes.add(HttpMethod.POST, "/api/v1/me/signout", resources::signOut);
    routes.add(HttpMethod.DELETE, "/api/v1/me", resources::deleteOwn);
  }

  private Reply signUp(Call call) throws Refusal {
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String username = fields.text("username", TEXT_LENGTH_MAX);
    String password = fields.text("password", TEXT_LENGTH_MAX);
    String type = fields.text("type", TEXT_LENGTH_MAX);
    String setupCode = fields.optionalText("setupCode", TEXT_LENGTH_MAX);
    String guestKey = fields.optionalText("guestKey", TEXT_LENGTH_MAX);
    if (!type.equals("admin") && !type.equals("user")) {
      fields.wrong("\"type\" must be \"admin\" or \"user\"");
    }
    if (guestKey != null && !Guests.isKey(guestKey)) {
      fields.wrong("\"guestKey\" is no guest's key; leave it out for an account of its own");
    }
    Refusal.check(fields);
    call.spend(Limit.SIGN_UPS_BY_ADDRESS, call.address(), 1);
    Role role = type.equals("admin") ? Role.ADMIN : Role.USER;
    Accounts.Applicant applicant =
        new Accounts.Applicant(
            username,
            password,
            role,
            setupCode,
            call.address(),
            guestKey == null ? null : guests.userOf(guestKey).orElse(null));
    return switch (accounts.signUp(applicant)) {
      case Accounts.SignedUp.Done(var userId) -> Reply.ok(JsonObject.EMPTY.with("userId", userId));
      case Accounts.SignedUp.Refused(var sentence) -> throw Refusal.bad(sentence);
      case Accounts.SignedUp.Taken() -> {
        call.charge(Limit.SIGN_UPS_BY_ADDRESS, call.address(), TAKEN_COSTS);
        throw Refusal.bad("this username is taken");
      }
      case Accounts.SignedUp.Forbidden(var sentence) ->
          throw new Refusal(403, "FORBIDDEN", sentence);
      case Accounts.SignedUp.Busy() -> throw busy();
    };
  }

  private Reply signIn(Call call) throws Refusal {
    Fields fields;
    try {
      fields = new Fields(call.body());
    } catch (Refusal unreadable) {
      throw wrong(); // Every mistake counts as a wrong sign-in, as this route's clients expect.
    }
    String username = fields.text("username", TEXT_LENGTH_MAX);
    String password = fields.text("password", TEXT_LENGTH_MAX);
    if (fields.problem() != null) {
      throw wrong();
    }
    return tokenOf(accounts.signIn(username, password, call.address()));
  }

  private static Reply tokenOf(Accounts.SignedIn proved) throws Refusal {
    return switch (proved) {
      case Accounts.SignedIn.Done(var token) -> Reply.ok(JsonObject.EMPTY.with("token", token));
      case Accounts.SignedIn.Wrong() -> throw wrong();
      case Accounts.SignedIn.LastAdmin() -> throw lastAdmin();
      case Accounts.SignedIn.Later(var seconds) ->
          throw new Refusal(
              429,
              "RATE_LIMITED",
              "too many sign-ins failed; try again in " + seconds + " s",
              seconds);
      case Accounts.SignedIn.Busy() -> throw busy();
    };
  }

  private static Refusal wrong() {
    return new Refusal(403, "FORBIDDEN", "the username or the password is wrong");
  }

  static Refusal lastAdmin() {
    return new Refusal(409, "CONFLICT", "nobody else is an admin; make somebody one first");
  }

  private static Refusal noPassword() {
    return new Refusal(409, "CONFLICT", "you have no password here");
  }

  /** Whoever signs up here brings the guest's key at once; an issuer's users bring it later. */
  private Reply takeOver(Call call) throws Refusal {
    User identity = call.user();
    Fields fields = new Fields(call.body());
    String guestKey = fields.text("guestKey", TEXT_LENGTH_MAX);
    Refusal.check(fields);
    String guestId =
        guests
            .userOf(guestKey)
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "no guest came with this key"));
    if (!people.takeOver(identity.userId(), guestId)) {
      throw new Refusal(
          409, "CONFLICT", "only an issuer's user who made no room yet can become a guest");
    }
    return Reply.ok(JsonObject.EMPTY.with("userId", guestId));
  }

  private Reply changePassword(Call call) throws Refusal {
    User identity = call.user();
    Fields fields = new Fields(call.body());
    String password = fields.text("password", TEXT_LENGTH_MAX);
    String newPassword = fields.text("newPassword", TEXT_LENGTH_MAX);
    if (fields.problem() == null && newPassword.length() > PassphraseHasher.LENGTH_MAX) {
      fields.wrong("a password has 1 to " + PassphraseHasher.LENGTH_MAX + " characters");
    }
    Refusal.check(fields);
    Accounts.Changed changed =
        accounts
            .changePassword(identity.userId(), password, newPassword, call.address())
            .orElseThrow(AccountResources::noPassword);
    return switch (changed) {
      case Accounts.Changed.Refused(var sentence) -> throw Refusal.bad(sentence);
      case Accounts.Changed.Asked(var proved) -> tokenOf(proved);
    };
  }

  private Reply signOut(Call call) throws Refusal {
    if (!accounts.signOut(call.user().userId())) {
      throw noPassword();
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply deleteOwn(Call call) throws Refusal {
    User identity = call.user();
    Fields fields = new Fields(call.body());
    String password = fields.text("password", TEXT_LENGTH_MAX);
    Refusal.check(fields);
    var _ =
        tokenOf(
            accounts
                .deleteOwn(identity.userId(), password, call.address())
                .orElseThrow(AccountResources::noPassword));
    return Reply.ok(JsonObject.EMPTY);
  }

  private static Refusal busy() {
    return new Refusal(503, "UNAVAILABLE", "too many people sign in at this moment", 1);
  }

  private Reply me(Call call) throws Refusal {
    User identity = call.user();
    Person person =
        people
            .person(identity.userId())
            .orElseGet(() -> new Person(identity.userId(), identity.name(), null, null, null));
    JsonObject me =
        JsonObject.EMPTY
            .with("userId", person.userId())
            .with("name", person.name())
            .with("role", AdminListResources.name(person.role()));
    if (person.avatarId() != null && person.imageUrl() != null) {
      me = me.with("avatarId", person.avatarId()).with("imageUrl", person.imageUrl());
    }
    return Reply.ok(me);
  }

  /**
   * The user of a username, so that the owner of a room can choose who may enter. It costs what a
   * taken name costs when signing up.
   */
  private Reply named(Call call) throws Refusal {
    call.identity();
    call.spend(Limit.SIGN_UPS_BY_ADDRESS, call.address(), 1);
    String username = call.query("username", "");
    Person person =
        accounts
            .userId(username)
            .flatMap(people::person)
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "nobody has signed up by this name"));
    call.charge(Limit.SIGN_UPS_BY_ADDRESS, call.address(), TAKEN_COSTS);
    return Reply.ok(JsonObject.EMPTY.with("userId", person.userId()).with("name", person.name()));
  }

  private Reply chooseAvatar(Call call) throws Refusal {
    User identity = call.user();
    Fields fields = new Fields(call.body());
    String avatarId = fields.text("avatarId", 64);
    Refusal.check(fields);
    if (!people.chooseAvatar(identity.userId(), avatarId)) {
      throw Refusal.bad("there is no such avatar");
    }
    return Reply.ok(JsonObject.EMPTY.with("avatarId", avatarId));
  }

  /** In the requested order, each once. */
  private Reply avatarsOf(Call call) throws Refusal {
    List<String> ids = ids(call.query("ids", ""));
    Map<String, Person> known = new HashMap<>();
    people.people(ids).forEach(person -> known.put(person.userId(), person));
    List<Json> avatars =
        ids.stream()
            .map(known::get)
            .filter(Objects::nonNull)
            .map(person -> {
              String imageUrl = person.imageUrl();
              return (Json)
                  JsonObject.EMPTY
                      .with("userId", person.userId())
                      .with("imageUrl", imageUrl == null ? Json.Null.NULL : Json.of(imageUrl));
            })
            .toList();
    return Reply.ok(JsonObject.of("avatars", new Json.Arr(avatars)));
  }

  /** Reads {@code [id1,id2]}, which is not JSON. */
  private static List<String> ids(String text) throws Refusal {
    String list = text.strip();
    if (!list.startsWith("[") || !list.endsWith("]")) {
      throw Refusal.bad("\"ids\" must read [id1,id2]");
    }
    LinkedHashSet<String> ids = new LinkedHashSet<>();
    for (String id : list.substring(1, list.length() - 1).split(",", -1)) {
      String bare = id.strip().replaceAll("^\"(.*)\"$", "$1");
      if (!bare.isEmpty()) {
        ids.add(bare);
      }
    }
    if (ids.size() > IDS_MAX) {
      throw Refusal.bad("\"ids\" are at most " + IDS_MAX);
    }
    return new ArrayList<>(ids);
  }
}
