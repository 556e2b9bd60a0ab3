package dev.roomkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.web.Encodings;
import dev.roomkeeper.server.web.Front;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built web pages: files, compressed if the build did that, and one page for every address that
 * belongs to a page. Any other address also gets the page, which says so, with status 404.
 */
final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final String ASK_FIRST = "no-cache";
  private static final String HTML = "text/html; charset=utf-8";

  /** Addresses for programs, where a page would not help. */
  private static final List<String> NO_PAGES =
      List.of("/api/", "/assets/", "/art/", "/ws/", "/link/", "/route/");

  private final Path folder;
  private final Previews previews;
  private final Front front;
  private final Supplier<String> images;
  private final Limits limits;
  private final Executor blocking;
  private final List<Pattern> addresses;
  private volatile PageFiles files;

  private Pages(
      Path folder,
      PageFiles files,
      Previews previews,
      Front front,
      Supplier<String> images,
      Limits limits,
      Executor blocking,
      List<KindModule> modules) {
    this.folder = folder;
    this.addresses = addresses(modules);
    this.files = files;
    this.previews = previews;
    this.front = front;
    this.images = images;
    this.limits = limits;
    this.blocking = blocking;
  }

  /**
   * @param images the sources of pictures, in the form of a policy's img-src
   */
  static void add(
      Router router,
      Hub hub,
      Api.Shown shown,
      Supplier<String> images,
      Limits limits,
      Executor blocking,
      List<KindModule> modules) {
    Front front = shown.front();
    Path folder = shown.pages();
    router.route("/robots.txt").handler(context -> robots(context, front));
    if (!Files.isRegularFile(folder.resolve("index.html"))) {
      LOG.info("There are no web pages in {}: only the API is served.", folder.toAbsolutePath());
      return;
    }
    try {
      Pages pages =
          new Pages(
              folder,
              PageFiles.of(folder),
              new Previews(hub, modules),
              front,
              images,
              limits,
              blocking,
              modules);
      router.route().handler(pages::serve);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Pattern> addresses(List<KindModule> modules) {
    Stream<String> ofKinds = modules.stream().flatMap(module -> module.pages().stream());
    try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream("/pages.txt"))) {
      return Stream.concat(
              new String(in.readAllBytes(), UTF_8).lines().filter(line -> line.startsWith("/")),
              ofKinds)
          .map(line -> Pattern.compile(line.replace(".", "\\.").replace("*", "[^/]+")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Search engines may list the start page. Pages of rooms ask not to be listed. */
  private static void robots(RoutingContext context, Front front) {
    String base = front.base().text();
    String rules = "User-agent: *\nDisallow: " + base + "/api/\nDisallow: " + base + "/admin\n";
    Answers.send(context, 200, "text/plain; charset=utf-8", rules.getBytes(UTF_8));
  }

  private void serve(RoutingContext context) {
    String path = context.normalizedPath();
    if (NO_PAGES.stream().anyMatch(path::startsWith) && !files.files().containsKey(path)) {
      context.fail(404);
      return;
    }
    HttpMethod method = context.request().method();
    if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
      context.response().putHeader("Allow", "GET, HEAD");
      context.fail(405);
      return;
    }
    PageFiles.File file = current().files().get(path);
    if (file == null) {
      page(context, path);
    } else {
      file(context, path, file);
    }
  }

  /** The files as they are now, since somebody may have rebuilt the pages. */
  private PageFiles current() {
    PageFiles known = files;
    try {
      if (!Files.getLastModifiedTime(folder.resolve("index.html")).equals(known.builtAt())) {
        known = PageFiles.of(folder);
        files = known;
      }
    } catch (IOException e) {
      LOG.debug("the pages are being built", e); // The known files stay in use.
    }
    return known;
  }

  private void file(RoutingContext context, String path, PageFiles.File file) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    Hardening.page(response, images.get());
    String type = MimeMapping.mimeTypeForFilename(path);
    response.putHeader("Content-Type", type == null ? "application/octet-stream" : type);
    // Names in assets/ contain a hash of the content.
    response.putHeader("Cache-Control", path.startsWith("/assets/") ? FOR_GOOD : ASK_FIRST);
    Path sent = file.path();
    String tag = file.tag();
    if (file.brotli() != null || file.gzip() != null) {
      response.headers().add("Vary", "Accept-Encoding");
      String accepted = request.getHeader("Accept-Encoding");
      if (file.brotli() != null && Encodings.takes(accepted, "br")) {
        sent = file.brotli();
        tag += "-br";
        response.putHeader("Content-Encoding", "br");
      } else if (file.gzip() != null && Encodings.takes(accepted, "gzip")) {
        sent = file.gzip();
        tag += "-gz";
        response.putHeader("Content-Encoding", "gzip");
      }
    }
    if (isKnown(context, tag)) {
      return;
    }
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader("Content-Length", Long.toString(sent.toFile().length())).end();
      return;
    }
    response
        .sendFile(sent.toString())
        .onFailure(failure -> {
          if (!Departures.isOne(context, failure)) {
            response.headers().remove("Content-Encoding").remove("ETag").remove("Cache-Control");
            context.fail(404); // A build removed it a moment ago.
          }
        });
  }

  /** Whether the client has this very file. If so it is told so. */
  private static boolean isKnown(RoutingContext context, String tag) {
    String quoted = '"' + tag + '"';
    context.response().putHeader("ETag", quoted);
    String known = context.request().getHeader("If-None-Match");
    if (known == null || !(known.contains(quoted) || known.strip().equals("*"))) {
      return false;
    }
    context.response().setStatusCode(304).end();
    return true;
  }

  private void page(RoutingContext context, String path) {
    boolean isPage = addresses.stream().anyMatch(address -> address.matcher(plain(path)).matches());
    if (!isPage) {
      page(context, 404, path, Previews.Words.OF_THE_SITE);
    } else if (previews.isOfRoom(path)
        && limits.take(Limit.REQUESTS_BY_ADDRESS, front.client(context.request()), 1)) {
      blocking.execute(() -> page(context, 200, path, previews.ofRoom(path)));
    } else {
      page(context, 200, path, Previews.Words.OF_THE_SITE);
    }
  }

  /** Without a trailing slash and without double slashes. */
  private static String plain(String path) {
    String plain = path.replaceAll("/+", "/").replaceAll("/$", "");
    return plain.isEmpty() ? "/" : plain;
  }

  private void page(RoutingContext context, int status, String path, Previews.Words words) {
    String base = front.base().text();
    String lines =
        Previews.lines(words, site(context.request()) + base, path)
            + "<meta name=\"roomkeeper-path\" content=\""
            + base
            + "\" />";
    byte[] html =
        files
            .start()
            // As the build writes them: relative to the start page, wherever that is.
            .replaceAll("(href|src)=\"\\./", "$1=\"" + base + "/")
            .replaceFirst("</head>", java.util.regex.Matcher.quoteReplacement(lines) + "</head>")
            .getBytes(UTF_8);
    HttpServerResponse response = context.response();
    Hardening.page(response, images.get());
    response.putHeader("Cache-Control", ASK_FIRST);
    if (status != 200 || !isListed(path)) {
      response.putHeader("X-Robots-Tag", "noindex");
    }
    if (status == 200 && isKnown(context, PageFiles.tag(html))) {
      return;
    }
    Answers.send(context, status, HTML, html);
  }

  /** A link to a room is only for those to whom it was given. */
  private boolean isListed(String path) {
    return !previews.isOfRoom(path) && !path.startsWith("/admin");
  }

  /** The address at which the browser sees the server. */
  private String site(HttpServerRequest request) {
    @Nullable String host = request.getHeader("Host");
    String scheme = Hardening.isEncrypted(request, front.addresses()) ? "https" : "http";
    return host == null ? "" : scheme + "://" + host;
  }
}
