package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.limits.Limit;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
        assertThat(later).as(name).isBetween(5, 10);
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

  private static HttpResponse<String> signInFrom(
      TestServer server, String address, String name, String password) {
    return server.send(
        server
            .request("/api/v1/signin", null)
            .header("X-Forwarded-For", address)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Js.empty().put("username", name).put("password", password).toString())));
  }

  @Test
  void addresses_with_wrong_passwords_do_not_lock_the_owner_out() {
    try (TestServer server =
        TestServer.start(
            data, TestServer.OPEN.andThen(settings -> settings.proxies = Set.of("127.0.0.1")))) {
      User ann = Site.user(server);
      for (String eve : List.of("10.0.0.1", "10.0.0.2")) {
        for (int i = 0; i < 40; i++) {
          assertThat(signInFrom(server, eve, ann.name(), "wrong").statusCode()).isIn(403, 429);
        }
        ApiTest.assertProblem(signInFrom(server, eve, ann.name(), "wrong"), 429, "RATE_LIMITED");
      }
      assertThat(signInFrom(server, "10.0.0.3", ann.name(), "123456").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void who_was_here_before_gets_through_where_others_try_many_names() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User ann = Site.user(server); // She signed in from here.
      User bob = Site.user(server);
      int later = 0;
      for (int i = 0; i < 40; i++) {
        later += signIn(server, "nobody" + i, "wrong").statusCode() == 429 ? 1 : 0;
      }
      assertThat(later).isPositive();
      assertThat(signIn(server, ann.name(), "123456").statusCode()).isEqualTo(200);
      server.stop();
      server.startAgain();
      for (int i = 0; i < 40; i++) {
        signIn(server, "nobody" + i, "wrong");
      }
      ApiTest.assertProblem(signIn(server, "nobody", "wrong"), 429, "RATE_LIMITED");
      assertThat(signIn(server, bob.name(), "123456").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void names_can_not_be_tried_out_by_signing_up() {
    try (TestServer server =
        TestServer.start(
            data,
            settings -> {
              settings.openAdminSignup = true;
              settings.limits = TestServer.GENEROUS.with(Limit.SIGN_UPS_BY_ADDRESS, 100, 0.001);
            })) {
      User ann = Site.user(server);
      String body =
          Js.empty()
              .put("username", ann.name())
              .put("password", "123456")
              .put("type", "user")
              .toString();
      int tried = 0;
      while (server.post("/api/v1/signup", null, body).statusCode() == 400 && tried < 100) {
        tried++;
      }
      assertThat(tried).isBetween(3, 6);
      ApiTest.assertProblem(server.post("/api/v1/signup", null, body), 429, "RATE_LIMITED");
    }
  }
}
