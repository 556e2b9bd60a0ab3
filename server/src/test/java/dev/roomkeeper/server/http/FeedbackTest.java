package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /feedback}: anybody gives it, admins alone read it. */
@Timeout(60)
final class FeedbackTest {
  private static final String GIVE = "/api/v1/feedback";
  private static final String READ = "/api/v1/admin/feedback";

  @TempDir Path data;

  private static HttpResponse<String> give(TestServer server, String text, @Nullable String by) {
    ObjectNode body = Js.empty().put("text", text);
    return server.post(GIVE, null, (by == null ? body : body.put("contact", by)).toString());
  }

  @Test
  void what_anybody_says_is_read_by_admins_alone_also_after_a_restart() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User admin = Site.admin(server);
      assertThat(Site.ok(server.get(READ, admin))).isEqualTo(Js.object("{feedback:[],more:false}"));
      String text = "It's fine.\n<script>alert(1)</script> " + "é".repeat(100);
      long before = System.currentTimeMillis();
      Site.ok(give(server, "  " + text + "\n", null));
      Site.ok(give(server, "second", " ann@example.com "));
      Site.ok(give(server, "third", "  "));
      ApiTest.assertProblem(server.get(READ, null), 403, "FORBIDDEN");
      ApiTest.assertProblem(server.get(READ, server.guest("Eve")), 403, "FORBIDDEN");
      ApiTest.assertProblem(server.get(READ, Site.user(server)), 403, "FORBIDDEN");
      server.stop();
      server.startAgain();
      ObjectNode all = Site.ok(server.get(READ, admin));
      assertThat(all.path("more").asBoolean()).isFalse();
      assertThat(all.findValuesAsString("text")).containsExactlyInAnyOrder("third", "second", text);
      for (JsonNode entry : all.path("feedback")) {
        JsonNode contact = entry.path("contact");
        if (entry.path("text").asString().equals("second")) {
          assertThat(contact.asString()).isEqualTo("ann@example.com");
        } else {
          assertThat(contact.isNull()).isTrue();
        }
        assertThat(entry.path("at").asLong()).isBetween(before, System.currentTimeMillis());
      }
      ObjectNode first = Site.ok(server.get(READ + "?limit=2", admin));
      assertThat(first.path("more").asBoolean()).isTrue();
      List<String> ids = first.findValuesAsString("id");
      ObjectNode rest = Site.ok(server.get(READ + "?limit=2&before=" + ids.getLast(), admin));
      assertThat(rest.path("more").asBoolean()).isFalse();
      assertThat(rest.path("feedback")).hasSize(1);
      assertThat(ids).doesNotContainAnyElementsOf(rest.findValuesAsString("id"));
    }
  }

  @Test
  void what_is_no_good_is_refused_and_said_why() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User admin = Site.admin(server);
      Site.ok(give(server, "x".repeat(4_000), "y".repeat(200)));
      for (String body :
          List.of(
              "{}",
              "{\"text\":\"\"}",
              "{\"text\":\" \\n \"}",
              "{\"text\":7}",
              "{\"text\":\"" + "x".repeat(4_001) + "\"}",
              "{\"text\":\"x\",\"contact\":7}",
              "{\"text\":\"x\",\"contact\":\"" + "y".repeat(201) + "\"}",
              "no json")) {
        ApiTest.assertProblem(server.post(GIVE, null, body), 400, "BAD_REQUEST");
      }
      assertThat(Site.ok(server.get(READ, admin)).path("feedback")).hasSize(1);
      for (String query : List.of("?limit=0", "?limit=101", "?limit=x", "?before=none")) {
        ApiTest.assertProblem(server.get(READ + query, admin), 400, "BAD_REQUEST");
      }
      ApiTest.assertProblem(server.get(GIVE, null), 405, "BAD_REQUEST");
    }
  }
}
