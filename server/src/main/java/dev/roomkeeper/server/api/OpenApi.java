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
    Reply description = Reply.of(200, "application/json", read()).compressed();
    routes.addShared("/api/openapi.json", _ -> description);
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
