package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.moderation.AuditLog;
import dev.roomkeeper.server.moderation.AuditLog.Deed;
import dev.roomkeeper.server.moderation.BanTable.UserBan;
import dev.roomkeeper.server.moderation.ModerationTables;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /api/v1/admin/bans} and {@code /audit}: who may not use the server, and who did what. */
final class BanResources {
  private static final int ID_LENGTH = 20;
  private static final int ENTRIES_MAX = 100;
  private static final int REASON_LENGTH_MAX = 200;
  private static final int MINUTES_MAX = 400 * 24 * 60;

  private final AccountTable people;
  private final ModerationTables tables;
  private final Dice dice;
  private final InstantSource clock;

  private BanResources(
      AccountTable people, ModerationTables tables, Dice dice, InstantSource clock) {
    this.people = people;
    this.tables = tables;
    this.dice = dice;
    this.clock = clock;
  }

  static void add(
      Routes routes, AccountTable people, ModerationTables tables, Dice dice, InstantSource clock) {
    BanResources resources = new BanResources(people, tables, dice, clock);
    routes.add(HttpMethod.GET, "/api/v1/admin/bans", resources::list);
    routes.add(HttpMethod.PUT, "/api/v1/admin/bans/:userId", resources::ban);
    routes.add(HttpMethod.DELETE, "/api/v1/admin/bans/:userId", resources::lift);
    routes.add(HttpMethod.GET, "/api/v1/admin/audit", resources::audit);
  }

  /** The users' present names, by their ids. */
  static Map<String, String> names(AccountTable people, List<String> userIds) {
    Map<String, String> names = new HashMap<>();
    people
        .people(userIds.stream().distinct().toList())
        .forEach(person -> names.put(person.userId(), person.name()));
    return names;
  }

  private Reply list(Call call) throws Refusal {
    call.admin();
    List<UserBan> bans = tables.bans().standing(clock.millis());
    Map<String, String> names = names(people, bans.stream().map(UserBan::userId).toList());
    return Reply.ok(
        Shapes.list(
            "bans",
            bans,
            ban ->
                JsonObject.EMPTY
                    .with("userId", ban.userId())
                    .with("name", names.getOrDefault(ban.userId(), ban.userId()))
                    .with("until", ban.untilMillis())
                    .with("reason", Shapes.textOrNull(ban.reason()))
                    .with("by", ban.by())));
  }

  private Reply ban(Call call) throws Refusal {
    String admin = call.admin().userId();
    String userId = call.path("userId");
    Fields fields = new Fields(call.body());
    int minutes = fields.integer("minutes", 1, MINUTES_MAX);
    String reason = fields.optionalText("reason", REASON_LENGTH_MAX);
    Refusal.check(fields);
    Person person =
        people
            .person(userId)
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "there is no such user"));
    if (person.role() == Role.ADMIN) {
      throw new Refusal(409, "CONFLICT", "an admin can't be banned; make them a user first");
    }
    long now = clock.millis();
    UserBan ban =
        new UserBan(
            userId,
            now + minutes * 60_000L,
            reason == null || reason.isBlank() ? null : reason.strip(),
            admin,
            now);
    if (!tables.bans().ban(ban)) {
      throw new Refusal(409, "CONFLICT", "too many users are banned already");
    }
    JsonObject detail = JsonObject.EMPTY.with("until", ban.untilMillis());
    note(admin, "user.ban", userId, reason == null ? detail : detail.with("reason", reason));
    return Reply.ok(JsonObject.EMPTY.with("until", ban.untilMillis()));
  }

  private Reply lift(Call call) throws Refusal {
    String admin = call.admin().userId();
    String userId = call.path("userId");
    if (!tables.bans().lift(userId)) {
      throw new Refusal(404, "NOT_FOUND", "this user is not banned");
    }
    note(admin, "user.ban.lift", userId, JsonObject.EMPTY);
    return Reply.ok(JsonObject.EMPTY);
  }

  private void note(String by, String what, String about, JsonObject detail) {
    tables
        .audit()
        .note(new Deed(dice.id(ID_LENGTH), clock.millis(), by, what, about, null, detail));
  }

  private Reply audit(Call call) throws Refusal {
    call.admin();
    int limit = Shapes.limit(call, ENTRIES_MAX);
    String before = call.query("before", "");
    AuditLog.Page page =
        tables
            .audit()
            .page(before.isEmpty() ? null : before, limit)
            .orElseThrow(() -> Refusal.bad("\"before\" must be the id of an entry"));
    Map<String, String> names =
        names(
            people,
            page.entries().stream()
                .flatMap(deed -> Stream.of(deed.by(), deed.about() == null ? "" : deed.about()))
                .toList());
    return Reply.ok(
        Shapes.list("entries", page.entries(), deed -> entry(deed, names))
            .with("more", page.more()));
  }

  private static JsonObject entry(Deed deed, Map<String, String> names) {
    String about = deed.about();
    return JsonObject.EMPTY
        .with("id", deed.id())
        .with("at", deed.doneAtMillis())
        .with("by", deed.by())
        .with("byName", names.getOrDefault(deed.by(), deed.by()))
        .with("what", deed.what())
        .with("about", Shapes.textOrNull(about))
        .with(
            "aboutName", Shapes.textOrNull(about == null ? null : names.getOrDefault(about, about)))
        .with("roomId", Shapes.textOrNull(deed.roomId()))
        .with("detail", deed.detail());
  }
}
