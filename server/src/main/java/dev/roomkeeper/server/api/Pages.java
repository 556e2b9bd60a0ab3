package dev.roomkeeper.server.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The built web pages: files as they are, and the start page for every address that is a page's
 * own.
 */
final class Pages {
  private static final String POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src %s; "
          + "style-src 'self' 'unsafe-inline'; base-uri 'none'; object-src 'none'; "
          + "form-action 'self'; frame-ancestors 'self'";
  private static final long FOREVER_SECONDS = 31_536_000;

  private Pages() {}

  /**
   * @param images from where pictures may come
   */
  static void add(Router router, Path dist, Supplier<String> images) {
    Path start = dist.resolve("index.html").toAbsolutePath();
    router.get().handler(context -> harden(context, images.get()));
    if (!Files.isRegularFile(start)) {
      return;
    }
    // What is in assets/ carries a hash of its content in its name.
    router
        .get("/assets/*")
        .handler(
            files(dist.resolve("assets"))
                .setMaxAgeSeconds(FOREVER_SECONDS)
                .setCachingEnabled(true));
    router.get().handler(files(dist).setIndexPage("index.html").setCachingEnabled(false));
    router
        .get()
        .handler(context -> {
          String path = context.normalizedPath();
          boolean isPage =
              !path.startsWith("/api/") && !path.startsWith("/assets/") && !path.startsWith("/ws/");
          if (isPage) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            context.response().sendFile(start.toString());
          } else {
            context.fail(404);
          }
        });
  }

  private static StaticHandler files(Path folder) {
    return StaticHandler.create(FileSystemAccess.ROOT, folder.toAbsolutePath().toString())
        .setIncludeHidden(false);
  }

  private static void harden(RoutingContext context, String images) {
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY.formatted(images))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin");
    context.next();
  }
}
