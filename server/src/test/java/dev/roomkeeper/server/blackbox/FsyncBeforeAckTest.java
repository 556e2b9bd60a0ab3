package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the kernel is asked to do between a durable command and its ack, seen through strace, which
 * must be installed. By hand: {@code mvn -pl server -am test -Dtest=FsyncBeforeAckTest
 * -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("by-hand")
@Timeout(300)
final class FsyncBeforeAckTest {
  private static final String MARK = "markOfTheCommand";

  @Test
  void P13_the_log_is_on_disk_before_the_ack_is_on_the_socket(@TempDir Path temp) throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    Path trace = temp.resolve("trace");
    try (ServerProcess server =
        ServerProcess.start(
            ServerProcess.Launch.on(data)
                .under(
                    "strace",
                    "-f",
                    "-tt",
                    "-y",
                    "-s",
                    "4200", // a page of the log
                    "-e",
                    "trace=fsync,fdatasync,write,writev,sendto,sendmsg,pwrite64",
                    "-o",
                    trace.toString()))) {
      Site site = new Site(server.port());
      String room = site.room(site.guest("owner"), "lobby", CrashCommands.object());
      RoomClient client = new RoomClient(site.guest("ann"), room).join(server.port());
      for (int i = 0; i < 3; i++) {
        ObjectNode payload = CrashCommands.object();
        payload.putObject("k").put("mark", MARK + i);
        assertThat(client.ask("board", payload).isDurable()).isTrue();
        Thread.sleep(400); // So that nothing else lies between.
      }
    }
    List<String> calls = Files.readAllLines(trace);
    for (int i = 0; i < 3; i++) {
      int written = find(calls, 0, "roomkeeper.db-wal", MARK + i);
      int synced = find(calls, written, "sync(", "roomkeeper.db-wal");
      int answered = find(calls, 0, "\\\"type\\\":\\\"ack\\\"", "\\\"seq\\\":" + (i + 1));
      System.out.println("FsyncBeforeAckTest: command " + (i + 1));
      calls.subList(written, answered + 1).stream()
          .map(line -> line.length() > 170 ? line.substring(0, 170) + "…" : line)
          .forEach(System.out::println);
      assertThat(written).isLessThan(synced);
      assertThat(synced).isLessThan(answered);
      assertThat(calls.get(synced)).contains("= 0");
    }
  }

  private static int find(List<String> calls, int from, String... parts) {
    for (int i = from; i < calls.size(); i++) {
      String call = calls.get(i);
      if (List.of(parts).stream().allMatch(call::contains)) {
        return i;
      }
    }
    throw new AssertionError("no call with " + String.join(" and ", parts));
  }
}
