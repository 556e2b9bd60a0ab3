package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.feedback.Feedback;
import dev.roomkeeper.server.feedback.FeedbackTable;
import dev.roomkeeper.server.limits.Limit;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Feedback: anybody can send it, and admins read it. */
final class FeedbackResources {
  private static final int ID_LENGTH = 16;
  private static final int ENTRIES_MAX = 100;

  private final FeedbackTable table;
  private final Dice dice;
  private final InstantSource clock;

  private FeedbackResources(FeedbackTable table, Dice dice, InstantSource clock) {
    this.table = table;
    this.dice = dice;
    this.clock = clock;
  }

  static void add(Routes routes, FeedbackTable table, Dice dice, InstantSource clock) {
    FeedbackResources resources = new FeedbackResources(table, dice, clock);
    routes.add(HttpMethod.POST, "/api/v1/feedback", resources::take);
    routes.add(HttpMethod.GET, "/api/v1/admin/feedback", resources::list);
    routes.add(HttpMethod.DELETE, "/api/v1/admin/feedback", resources::deleteAll);
    routes.add(HttpMethod.DELETE, "/api/v1/admin/feedback/:id", resources::delete);
  }

  private Reply take(Call call) throws Refusal {
    Fields fields = new Fields(call.body());
    String text = fields.text("text", Feedback.TEXT_LENGTH_MAX);
    String contact = fields.optionalText("contact", Feedback.CONTACT_LENGTH_MAX);
    if (fields.problem() == null && text.isBlank()) {
      fields.wrong("\"text\" must not be blank");
    }
    Refusal.check(fields);
    call.spend(Limit.FEEDBACK_BY_ADDRESS, call.address(), 1);
    call.spendOfNode(Limit.FEEDBACK_BY_NODE);
    String id = dice.id(ID_LENGTH);
    if (!table.add(new Feedback(id, text.strip(), strippedOrNull(contact), clock.millis()))) {
      throw new Refusal(409, "CONFLICT", "there is too much feedback already; it is not kept");
    }
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private static @Nullable String strippedOrNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private Reply list(Call call) throws Refusal {
    call.admin();
    int limit = Shapes.limit(call, ENTRIES_MAX);
    String before = call.query("before", "");
    FeedbackTable.Page page =
        table
            .page(before.isEmpty() ? null : before, limit)
            .orElseThrow(() -> Refusal.bad("\"before\" must be the id of an entry"));
    return Reply.ok(
        Shapes.list("feedback", page.entries(), FeedbackResources::entry)
            .with("more", page.more()));
  }

  private Reply delete(Call call) throws Refusal {
    call.admin();
    String id = call.path("id");
    if (!table.delete(id)) {
      throw new Refusal(404, "NOT_FOUND", "there is no such entry");
    }
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Reply deleteAll(Call call) throws Refusal {
    call.admin();
    return Reply.ok(JsonObject.EMPTY.with("deleted", (long) table.deleteAll()));
  }

  private static JsonObject entry(Feedback feedback) {
    return JsonObject.EMPTY
        .with("id", feedback.id())
        .with("text", feedback.text())
        .with("contact", Shapes.textOrNull(feedback.contact()))
        .with("at", feedback.sentAtMillis());
  }
}
