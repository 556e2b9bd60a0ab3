package dev.roomkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An OIDC issuer in a process of its own: mock-oauth2-server, which signs what it is asked for. */
final class Issuer implements AutoCloseable {
  private final int port;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TestServer.PATIENCE)
          .build();
  private Process process;

  private Issuer(int port, Path log) {
    this.port = port;
    this.log = log;
    this.process = launch();
  }

  static Issuer start(Path log) {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Issuer(port, log);
  }

  /** One process is several issuers, which differ by name. */
  String url(String name) {
    return "http://localhost:" + port + "/" + name;
  }

  private Process launch() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt");
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.environment().put("JSON_CONFIG", config().toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      Process started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      long untilNanos = System.nanoTime() + 60_000_000_000L;
      while (!isUp()) {
        if (!started.isAlive() || System.nanoTime() > untilNanos) {
          throw new IllegalStateException("the issuer does not start; see " + log);
        }
        Thread.sleep(100);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isUp() throws InterruptedException {
    try {
      return get(url("main") + "/.well-known/openid-configuration").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).timeout(TestServer.PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  /** A new key each time, and the claims that each scope stands for. */
  private static ObjectNode config() {
    ObjectNode config =
        Js.object("{interactiveLogin:false,httpServer:'NettyWrapper',tokenCallbacks:[]}");
    try {
      config
          .putObject("tokenProvider")
          .putObject("keyProvider")
          .put("initialKeys", new RSAKeyGenerator(2048).keyID("x").generate().toJSONString())
          .put("algorithm", "RS256");
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    ArrayNode callbacks = (ArrayNode) config.path("tokenCallbacks");
    callbacks.add(callback("main", 3_600));
    callbacks.add(callback("late", -3_600));
    callbacks.add(callback("stranger", 3_600));
    return config;
  }

  private static ObjectNode callback(String issuer, int expiresInSeconds) {
    ObjectNode callback = Js.empty().put("issuerId", issuer).put("tokenExpiry", expiresInSeconds);
    ArrayNode mappings = callback.putArray("requestMappings");
    map(mappings, "ann", "{sub:'ann',aud:['rooms','other'],name:'Ann O.'}");
    map(mappings, "silent", "{sub:'ann',aud:['rooms']}");
    map(mappings, "bob", "{sub:'bob',aud:'rooms',preferred_username:'bob\\u0007'}");
    map(mappings, "foreign", "{sub:'ann',aud:['elsewhere']}");
    map(mappings, "cognito", "{sub:'cog',token_use:'access',client_id:'rooms'}");
    map(mappings, "cognito-id", "{sub:'cog',token_use:'id',client_id:'rooms'}");
    map(mappings, "cognito-other", "{sub:'cog',token_use:'access',client_id:'elsewhere'}");
    map(mappings, "cognito-aud", "{sub:'cog',token_use:'access',client_id:'rooms',aud:'x'}");
    return callback;
  }

  private static void map(ArrayNode mappings, String scope, String claims) {
    mappings
        .addObject()
        .put("requestParam", "scope")
        .put("match", "^" + scope + "$")
        .set("claims", Js.object(claims));
  }

  String token(String issuer, String scope) {
    String form = "grant_type=client_credentials&client_id=x&client_secret=y&scope=" + scope;
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(url(issuer) + "/token"))
                  .timeout(TestServer.PATIENCE)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofString(UTF_8));
      return Js.object(response.body()).path("access_token").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void stop() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** At the same address, with another key. */
  void startAgain() {
    process = launch();
  }

  @Override
  public void close() {
    stop();
    http.close();
  }
}
