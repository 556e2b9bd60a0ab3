package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.RoomCatalog;
import dev.roomkeeper.server.moderation.AuditLog.Deed;
import dev.roomkeeper.server.moderation.BanTable.UserBan;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/admin/users} and {@code /rooms}: who uses the server and which rooms it has, for
 * admins. Changes of users are recorded in the audit log.
 */
final class AdminListResources {
  private static final int ENTRIES_MAX = 100;
  private static final int SEARCH_LENGTH_MAX = 100;
  private static final int DEED_ID_LENGTH = 20;
  private static final int TEXT_LENGTH_MAX = 1_000; // Goes before the message of Accounts.

  private final Accounts accounts;
  private final Api.Tables tables;
  private final Hub hub;
  private final Dice dice;
  private final InstantSource clock;

  AdminListResources(
      Accounts accounts, Api.Tables tables, Hub hub, Dice dice, InstantSource clock) {
    this.accounts = accounts;
    this.tables = tables;
    this.hub = hub;
    this.dice = dice;
    this.clock = clock;
  }

  void add(Routes routes) {
    routes.add(HttpMethod.GET, "/api/v1/admin/users", this::users);
    routes.add(HttpMethod.PUT, "/api/v1/admin/users/:userId", this::setRole);
    routes.add(HttpMethod.DELETE, "/api/v1/admin/users/:userId", this::delete);
    routes.add(HttpMethod.POST, "/api/v1/admin/promote", call -> setRoleByName(call, Role.ADMIN));
    routes.add(HttpMethod.POST, "/api/v1/admin/demote", call -> setRoleByName(call, Role.USER));
    routes.add(HttpMethod.DELETE, "/api/v1/admin/account", this::deleteByName);
    routes.add(HttpMethod.GET, "/api/v1/admin/rooms", this::rooms);
  }

  // --- Lists ---

  private record Search(String text, @Nullable String before, int limit) {}

  private static Search search(Call call) throws Refusal {
    call.admin();
    String text = call.query("search", "").strip();
    if (text.length() > SEARCH_LENGTH_MAX) {
      throw Refusal.bad("\"search\" has at most " + SEARCH_LENGTH_MAX + " characters");
    }
    String before = call.query("before", "");
    return new Search(text, before.isEmpty() ? null : before, Shapes.limit(call, ENTRIES_MAX));
  }

  private static Refusal noSuchEntry() {
    return Refusal.bad("\"before\" must be the id of an entry");
  }

  private Reply users(Call call) throws Refusal {
    Search search = search(call);
    AccountTable.Known known =
        tables
            .people()
            .search(search.text, search.before, search.limit)
            .orElseThrow(AdminListResources::noSuchEntry);
    Map<String, Long> banned = new HashMap<>();
    for (UserBan ban : tables.moderation().bans().standing(clock.millis())) {
      banned.put(ban.userId(), ban.untilMillis());
    }
    return Reply.ok(
        Shapes.list(
                "users",
                known.entries(),
                user ->
                    JsonObject.EMPTY
                        .with("userId", user.userId())
                        .with("name", user.name())
                        .with("role", name(user.role()))
                        .with("since", user.sinceMillis())
                        .with("bannedUntil", numberOrNull(banned.get(user.userId()))))
            .with("more", known.more()));
  }

  static String name(@Nullable Role role) {
    return role == null ? "guest" : role.name().toLowerCase(Locale.ROOT);
  }

  private static Json numberOrNull(@Nullable Long number) {
    return number == null ? Json.Null.NULL : Json.of(number);
  }

  private Reply rooms(Call call) throws Refusal {
    Search search = search(call);
    RoomCatalog.Found found =
        tables
            .rooms()
            .search(search.text, search.before, search.limit)
            .orElseThrow(AdminListResources::noSuchEntry);
    List<String> ids = found.entries().stream().map(entry -> entry.room().id()).toList();
    Map<String, Integer> online = hub.online(ids);
    Map<String, String> names =
        BanResources.names(
            tables.people(), found.entries().stream().map(RoomCatalog.Entry::createdBy).toList());
    return Reply.ok(
        Shapes.list(
                "rooms",
                found.entries(),
                entry ->
                    RoomResources.describe(entry.room(), online)
                        .with("activeAt", entry.activeAtMillis())
                        .with("by", entry.createdBy())
                        .with("byName", names.getOrDefault(entry.createdBy(), entry.createdBy())))
            .with("more", found.more()));
  }

  // --- Changes of users ---

  private Reply setRole(Call call) throws Refusal {
    String admin = call.admin().userId();
    Fields fields = new Fields(call.body());
    String role = fields.text("role", SEARCH_LENGTH_MAX);
    if (fields.problem() == null && !role.equals("admin") && !role.equals("user")) {
      fields.wrong("\"role\" must be \"admin\" or \"user\"");
    }
    Refusal.check(fields);
    return setRole(admin, call.path("userId"), role.equals("admin") ? Role.ADMIN : Role.USER);
  }

  private Reply setRoleByName(Call call, Role role) throws Refusal {
    String admin = call.admin().userId();
    return setRole(admin, userOf(call), role);
  }

  private Reply setRole(String admin, String userId, Role role) throws Refusal {
    check(tables.people().setRole(userId, role));
    return done(admin, role == Role.ADMIN ? "user.promote" : "user.demote", userId, null);
  }

  private Reply delete(Call call) throws Refusal {
    return delete(call.admin().userId(), call.path("userId"));
  }

  private Reply deleteByName(Call call) throws Refusal {
    String admin = call.admin().userId();
    return delete(admin, userOf(call));
  }

  private Reply delete(String admin, String userId) throws Refusal {
    String name = tables.people().person(userId).map(AccountTable.Person::name).orElse(null);
    check(accounts.delete(userId));
    return done(admin, "user.delete", userId, name);
  }

  /** The user whom the body names by username. */
  private String userOf(Call call) throws Refusal {
    Fields fields = new Fields(call.body());
    String username = fields.text("username", TEXT_LENGTH_MAX);
    Refusal.check(fields);
    return accounts.userId(username).orElseThrow(AdminListResources::nobody);
  }

  private static Refusal nobody() {
    return new Refusal(404, "NOT_FOUND", "nobody has signed up by this name");
  }

  private static void check(AccountTable.Changed changed) throws Refusal {
    switch (changed) {
      case CHANGED -> {}
      case NOBODY -> throw nobody();
      case LAST_ADMIN -> throw AccountResources.lastAdmin();
    }
  }

  /**
   * @param name of whoever is gone, since the log shows present names; else null
   */
  private Reply done(String by, String what, String about, @Nullable String name) {
    JsonObject detail = name == null ? JsonObject.EMPTY : JsonObject.EMPTY.with("name", name);
    tables
        .moderation()
        .audit()
        .note(new Deed(dice.id(DEED_ID_LENGTH), clock.millis(), by, what, about, null, detail));
    return Reply.ok(JsonObject.EMPTY.with("userId", about));
  }
}
