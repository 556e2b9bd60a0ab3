package dev.roomkeeper.server;

import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.server.kit.AlarmClock;
import java.util.List;
import picocli.CommandLine;

/** A server process whose rooms are all of kind {@link AlarmClock}; it runs until it is killed. */
public final class AlarmServer {
  private AlarmServer() {}

  public static void main(String[] args) throws InterruptedException {
    Settings settings = CommandLine.populateCommand(new Settings(), args);
    Server server = Server.start(settings, List.of(KindModule.of(new AlarmClock())));
    System.out.println("Roomkeeper is at http://localhost:" + server.port());
    server.awaitDrain();
  }
}
