package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/openapi.json}: the API's description for programs. The server's part and each kind's
 * part are resources in their jars.
 */
final class OpenApi {
  private OpenApi() {}

  static void add(Routes routes, List<KindModule> modules) {
    JsonObject all = read(OpenApi.class.getResourceAsStream("/openapi.json"), "/openapi.json");
    for (KindModule module : modules) {
      String name = module.openApi();
      if (!name.isEmpty()) {
        all = joined(all, read(module.getClass().getClassLoader().getResourceAsStream(name), name));
      }
    }
    Reply description = Reply.ok(all).compressed();
    routes.addShared("/api/openapi.json", _ -> description);
  }

  /** Merges objects and concatenates lists. */
  private static JsonObject joined(JsonObject all, JsonObject part) {
    JsonObject joined = all;
    for (String key : part.keys()) {
      Json more = java.util.Objects.requireNonNull(part.get(key));
      joined =
          joined.with(
              key,
              switch (joined.get(key)) {
                case JsonObject before when more instanceof JsonObject object ->
                    joined(before, object);
                case Json.Arr(var before) when more instanceof Json.Arr(var items) -> {
                  List<Json> both = new ArrayList<>(before);
                  both.addAll(items);
                  yield new Json.Arr(both);
                }
                case null -> more;
                case Json _ ->
                    throw new IllegalArgumentException(
                        "\"" + key + "\" is described twice in the API");
              });
    }
    return joined;
  }

  private static JsonObject read(@Nullable InputStream resource, String name) {
    if (resource == null) {
      throw new IllegalArgumentException("there is no resource " + name);
    }
    try (resource) {
      return JsonCodec.readOwn(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
