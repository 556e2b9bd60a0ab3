package dev.roomkeeper.server;

import dev.roomkeeper.server.Server.CannotListen;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports that a server listens on. */
final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private Ports() {}

  /** A port that is free at this moment. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotListen("there is no free port: " + e.getMessage());
    }
  }

  /**
   * Starts an HTTP server.
   *
   * @param option the option by which an operator chooses the port
   */
  static HttpServer listen(
      Vertx vertx, String host, int port, String option, Handler<HttpServerRequest> handler) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(60)
            .setMaxHeaderSize(16 << 10)
            .setTcpNoDelay(true);
    try {
      return vertx
          .createHttpServer(options)
          .requestHandler(handler)
          // Without a handler, each broken connection is logged with its whole stack trace.
          .exceptionHandler(Ports::connectionBroke)
          .connectionHandler(connection -> connection.exceptionHandler(Ports::connectionBroke))
          .listen(port, host)
          .await(10, TimeUnit.SECONDS);
    } catch (
        Exception e) { // await() also throws a BindException, which its signature does not say.
      throw new CannotListen(
          "Roomkeeper can't listen on "
              + host
              + ":"
              + port
              + (isTaken(host)
                  ? ": " + e.getMessage() + ". Another " + option + " may be free; 0 picks one."
                  : ": --host must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for"
                      + " all of them."));
    }
  }

  private static void connectionBroke(Throwable failure) {
    LOG.debug("a connection broke: {}", failure.toString());
  }

  /** Whether the port is the problem, and not the address. */
  private static boolean isTaken(String host) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
