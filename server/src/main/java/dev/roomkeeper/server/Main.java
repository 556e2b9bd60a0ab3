package dev.roomkeeper.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the options, wires the parts of one server process by hand, and starts it. */
@Command(
    name = "run",
    description = "Starts a Roomkeeper server.",
    mixinStandardHelpOptions = true,
    version = "Roomkeeper 0.1.0-SNAPSHOT",
    sortOptions = false)
final class Main implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
  private int port = 8080;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory that keeps everything. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of("data");

  /** The built web pages; ./run sets it, so that it works from any directory. */
  private final Path apps = Path.of(System.getProperty("roomkeeper.apps", "apps/dist"));

  public static void main(String[] args) {
    int status = new CommandLine(new Main()).execute(args);
    if (status != 0) System.exit(status);
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(data);
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer server =
          vertx
              .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
              .requestHandler(routes(vertx))
              .listen(port)
              .await();
      System.out.println("Roomkeeper is at http://localhost:" + server.actualPort());
      return 0;
    } catch (RuntimeException e) {
      System.err.println("Roomkeeper cannot listen on port " + port + ": " + e.getMessage());
      return 1;
    }
  }

  private Router routes(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get("/healthz").handler(request -> request.end("ok"));
    if (Files.isDirectory(apps)) {
      router
          .get()
          .handler(StaticHandler.create(FileSystemAccess.ROOT, apps.toAbsolutePath().toString()));
    }
    return router;
  }
}
