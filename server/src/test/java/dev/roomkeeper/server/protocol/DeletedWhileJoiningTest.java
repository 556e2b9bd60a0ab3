package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A space that is deleted while people come is gone, and nobody waits for it. */
@Tag("slow")
final class DeletedWhileJoiningTest {
  private static final int SPACES = 80;
  private static final int PEOPLE = 12;

  @TempDir Path data;

  @Test
  void eighty_spaces_that_are_deleted_while_twelve_people_join_each_are_gone() throws Exception {
    try (TestServer server = TestServer.start(data);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TestServer.User creator = server.guest("Ann");
      List<TestServer.User> people = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        people.add(server.guest("Guest " + i));
      }
      for (int space = 0; space < SPACES; space++) {
        String id = server.room(creator, "space", "{width:20,height:20}");
        List<TestClient> clients = new ArrayList<>();
        for (TestServer.User person : people) {
          clients.add(TestClient.open(server, person, id));
        }
        Future<?> deletion = threads.submit(() -> server.deleteSpace(creator, id));
        for (TestClient client : clients) {
          client.send("{\"type\":\"join\",\"payload\":{}}");
        }
        deletion.get(20, TimeUnit.SECONDS);
        for (TestClient client : clients) {
          assertThat(client.awaitClose().code())
              .as("space %d", space)
              .isIn(4404, 4503); // 4503 looks again, and is told that there is no such room.
        }
        assertThat(server.get("/api/v1/rooms/" + id, creator).statusCode()).isEqualTo(404);
      }
      TestClient.await(() -> server.metric("roomkeeper_rooms") == 0, "no room lives on");
    }
  }
}
