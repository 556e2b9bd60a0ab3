package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** People and things that tests of accounts and spaces begin with, made over HTTP. */
final class Site {
  static final String IMAGE = "https://pictures.example/a.png?x=1&y=%20";

  private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

  private Site() {}

  static String name() {
    return "bob" + NAMES.incrementAndGet();
  }

  static ObjectNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    return Js.object(response.body());
  }

  /** On a server that lets anybody be an admin. */
  static User admin(TestServer server) {
    return signedUp(server, "admin");
  }

  static User user(TestServer server) {
    return signedUp(server, "user");
  }

  private static User signedUp(TestServer server, String type) {
    ObjectNode body =
        Js.empty().put("username", name()).put("password", "123456").put("type", type);
    ObjectNode up = ok(server.post("/api/v1/signup", null, body.toString()));
    ObjectNode in = ok(server.post("/api/v1/signin", null, body.toString()));
    return new User(
        up.path("userId").asString(),
        body.path("username").asString(),
        in.path("token").asString());
  }

  static String avatar(TestServer server, User admin) {
    ObjectNode body = Js.empty().put("imageUrl", IMAGE).put("name", "Tim");
    return ok(server.post("/api/v1/admin/avatar", admin, body.toString()))
        .path("avatarId")
        .asString();
  }

  static String element(TestServer server, User admin, String more) {
    ObjectNode body =
        Js.empty().put("imageUrl", IMAGE).put("width", 1).put("height", 1).put("static", true);
    body.setAll(Js.object(more));
    return ok(server.post("/api/v1/admin/element", admin, body.toString())).path("id").asString();
  }

  static HttpResponse<String> delete(
      TestServer server, String path, @Nullable User user, String body) {
    return send(server, "DELETE", path, user, body);
  }

  static HttpResponse<String> put(
      TestServer server, String path, @Nullable User user, String body) {
    return send(server, "PUT", path, user, body);
  }

  private static HttpResponse<String> send(
      TestServer server, String method, String path, @Nullable User user, String body) {
    return server.send(
        server
            .request(path, user)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** With what Java's own client would not send in an address. */
  static ObjectNode getRaw(TestServer server, String target) {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      Wire.Head head = wire.readHead();
      assertThat(head.status()).as(head.body()).isEqualTo(200);
      return Js.object(head.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
