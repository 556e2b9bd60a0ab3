package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.moderation.ReportTable;
import dev.roomkeeper.server.moderation.ReportTable.Reason;
import dev.roomkeeper.server.moderation.ReportTable.Report;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/reports}: what users report to the admins about others. */
final class ReportResources {
  private static final Logger LOG = LoggerFactory.getLogger(ReportResources.class);
  private static final int ID_LENGTH = 16;
  private static final int ENTRIES_MAX = 100;
  private static final int NOTE_LENGTH_MAX = 1_000;
  private static final int SAID_MAX = 20;
  private static final int TOLD_MAX = 10;
  private static final int TOLD_LENGTH_MAX = 2_000;
  private static final List<String> REASONS =
      Arrays.stream(Reason.values()).map(Reason::name).toList();

  /**
   * What reports need.
   *
   * @param modules say where their rooms keep the chat
   */
  record Means(List<KindModule> modules, Dice dice, InstantSource clock) {}

  private final Hub hub;
  private final AccountTable people;
  private final ReportTable table;
  private final Means means;
  private final Map<String, String> chats;

  private ReportResources(Hub hub, AccountTable people, ReportTable table, Means means) {
    this.hub = hub;
    this.people = people;
    this.table = table;
    this.means = means;
    this.chats =
        means.modules.stream()
            .collect(Collectors.toMap(module -> module.kind().name(), KindModule::chat));
  }

  static void add(Routes routes, Hub hub, AccountTable people, ReportTable table, Means means) {
    ReportResources resources = new ReportResources(hub, people, table, means);
    routes.add(HttpMethod.POST, "/api/v1/reports", resources::take);
    routes.add(HttpMethod.GET, "/api/v1/admin/reports", resources::list);
    routes.add(HttpMethod.POST, "/api/v1/admin/reports/:id/close", resources::close);
  }

  private Reply take(Call call) throws Refusal {
    String by = call.identity().userId();
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String about = fields.text("about", Shapes.ID_LENGTH_MAX);
    String reason = fields.text("reason", Shapes.ID_LENGTH_MAX);
    String roomId = fields.optionalText("roomId", Shapes.ID_LENGTH_MAX);
    String note = fields.optionalText("note", NOTE_LENGTH_MAX);
    if (fields.problem() == null && !REASONS.contains(reason)) {
      fields.wrong("\"reason\" must be one of " + REASONS);
    }
    List<Json> told = told(body, fields);
    Refusal.check(fields);
    if (people.person(about).isEmpty()) {
      throw new Refusal(404, "NOT_FOUND", "there is no such user");
    }
    RoomRecord room = roomId == null ? null : hub.find(roomId).orElse(null);
    if (roomId != null && (room == null || !room.admits(by))) {
      throw new Refusal(404, "NOT_FOUND", "there is no such room for you");
    }
    call.spend(Limit.REPORTS_BY_USER, by, 1);
    call.spend(Limit.REPORTS_BY_ADDRESS, call.address(), 1);
    JsonObject context = JsonObject.of("said", new Json.Arr(room == null ? List.of() : said(room)));
    Report report =
        new Report(
            means.dice.id(ID_LENGTH),
            means.clock.millis(),
            by,
            about,
            roomId,
            Reason.valueOf(reason),
            note == null || note.isBlank() ? null : note.strip(),
            told.isEmpty() ? context : context.with("told", new Json.Arr(told)),
            0,
            null);
    if (!table.add(report)) {
      throw new Refusal(409, "CONFLICT", "there are too many reports already; it is not kept");
    }
    return Reply.ok(JsonObject.EMPTY.with("id", report.id()));
  }

  /** Whispers are not stored, so the reporter includes them. */
  private static List<Json> told(JsonObject body, Fields fields) {
    Json told = body.get("told");
    if (told == null) {
      return List.of();
    }
    if (told instanceof Json.Arr(var lines)
        && lines.size() <= TOLD_MAX
        && lines.stream().allMatch(ReportResources::isLine)) {
      return lines;
    }
    fields.wrong("\"told\" must be at most 10 texts of at most " + TOLD_LENGTH_MAX + " characters");
    return List.of();
  }

  private static boolean isLine(Json line) {
    return line instanceof Json.Text(var text) && text.length() <= TOLD_LENGTH_MAX;
  }

  /** The newest chat lines of the room, from what the server stores. */
  private List<Json> said(RoomRecord room) {
    String key = chats.getOrDefault(room.kind(), "");
    if (key.isEmpty()) {
      return List.of();
    }
    JsonObject lines;
    try {
      lines =
          hub.keptLayers(room.id())
              .join()
              .map(layers -> layers.object(Layers.ALL).object(key))
              .orElse(JsonObject.EMPTY);
    } catch (CompletionException e) {
      LOG.warn("a report comes without what was said: {}", e.toString());
      return List.of();
    }
    List<String> ids = lines.keys();
    List<Json> said = new ArrayList<>();
    for (String id : ids.subList(Math.max(0, ids.size() - SAID_MAX), ids.size())) {
      said.add(((JsonObject) Objects.requireNonNull(lines.get(id))).with("id", id));
    }
    return said;
  }

  private Reply list(Call call) throws Refusal {
    call.admin();
    int limit = Shapes.limit(call, ENTRIES_MAX);
    String before = call.query("before", "");
    ReportTable.Page page =
        table
            .page(before.isEmpty() ? null : before, limit)
            .orElseThrow(() -> Refusal.bad("\"before\" must be the id of a report"));
    Map<String, String> names =
        BanResources.names(
            people,
            page.entries().stream()
                .flatMap(report -> Stream.of(report.by(), report.about()))
                .toList());
    return Reply.ok(
        Shapes.list("reports", page.entries(), report -> entry(report, names))
            .with("more", page.more()));
  }

  private static JsonObject entry(Report report, Map<String, String> names) {
    return JsonObject.EMPTY
        .with("id", report.id())
        .with("at", report.sentAtMillis())
        .with("by", person(report.by(), names))
        .with("about", person(report.about(), names))
        .with("roomId", Shapes.textOrNull(report.roomId()))
        .with("reason", report.reason().name())
        .with("note", Shapes.textOrNull(report.note()))
        .with("context", report.context())
        .with("closed", report.closedBy() != null);
  }

  private static JsonObject person(String userId, Map<String, String> names) {
    return JsonObject.of("userId", Json.of(userId))
        .with("name", names.getOrDefault(userId, userId));
  }

  private Reply close(Call call) throws Refusal {
    String admin = call.admin().userId();
    String id = call.path("id");
    if (!table.close(id, admin, means.clock.millis())) {
      throw new Refusal(404, "NOT_FOUND", "there is no such open report");
    }
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }
}
