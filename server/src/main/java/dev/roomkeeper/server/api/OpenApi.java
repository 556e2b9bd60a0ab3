package dev.roomkeeper.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * {@code /api/openapi.json}: the description of the API for programs, as it stands in the
 * resources.
 */
final class OpenApi {
  private OpenApi() {}

  static void add(Routes routes) {
    byte[] description = read();
    routes.get(
        "/api/openapi.json",
        context -> Answers.send(context, 200, "application/json", description));
  }

  private static byte[] read() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream("/openapi.json"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
