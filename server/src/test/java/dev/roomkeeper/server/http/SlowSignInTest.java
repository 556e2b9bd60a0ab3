package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signing in after failures, and how long a wrong one takes. */
@Timeout(120)
final class SlowSignInTest {
  @TempDir Path data;

  private static HttpResponse<String> signIn(TestServer server, String name, String password) {
    return server.post(
        "/api/v1/signin",
        null,
        Js.empty().put("username", name).put("password", password).toString());
  }

  @Test
  void whether_the_name_exists_failures_slow_it_down_until_it_is_told_to_wait() throws Exception {
    try (TestServer server = TestServer.start(data, TestServer.OPEN);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      User ann = Site.user(server);
      for (String name : List.of(ann.name(), "nobody")) {
        List<Future<HttpResponse<String>>> tries = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
          tries.add(threads.submit(() -> signIn(server, name, "wrong")));
        }
        int later = 0;
        for (Future<HttpResponse<String>> each : tries) {
          HttpResponse<String> response = each.get();
          assertThat(response.statusCode()).as(response.body()).isIn(403, 429);
          if (response.statusCode() == 429) {
            ApiTest.assertProblem(response, 429, "RATE_LIMITED");
            assertThat(response.headers().firstValue("Retry-After").orElseThrow())
                .matches("[0-9]+");
            later++;
          }
        }
        assertThat(later).as(name).isBetween(3, 9);
      }
    }
  }

  @Test
  void a_wrong_password_takes_as_long_as_a_wrong_name() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User ann = Site.user(server);
      List<Long> known = new ArrayList<>();
      List<Long> unknown = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        known.add(nanos(server, ann.name(), i));
        unknown.add(nanos(server, "nobody" + i, i));
        assertThat(signIn(server, ann.name(), "123456").statusCode()).isEqualTo(200);
      }
      Collections.sort(known);
      Collections.sort(unknown);
      // Without a hash to check it would be a hundredth.
      assertThat(unknown.get(4)).isBetween(known.get(4) / 4, known.get(4) * 4);
    }
  }

  private static long nanos(TestServer server, String name, int i) {
    long before = System.nanoTime();
    assertThat(signIn(server, name, "wrong" + i).statusCode()).isEqualTo(403);
    return System.nanoTime() - before;
  }
}
