package dev.roomkeeper.server;

import dev.roomkeeper.server.kit.Contest;
import java.util.List;
import picocli.CommandLine;

/** A server whose rooms are all of kind {@link Contest}; as a process it runs until it is killed. */
public final class MatchServer {
  private MatchServer() {}

  public static void main(String[] args) throws InterruptedException {
    Server server = start(CommandLine.populateCommand(new Settings(), args));
    System.out.println("Roomkeeper is at http://localhost:" + server.port());
    server.awaitDrain();
  }

  public static Server start(Settings settings) {
    return Server.start(settings, List.of(new Contest()));
  }
}
