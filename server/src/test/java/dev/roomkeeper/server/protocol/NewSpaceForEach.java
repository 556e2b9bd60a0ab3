package dev.roomkeeper.server.protocol;

import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server for a class of tests, people, and an empty space for each test. */
@ResourceLock("NewSpaceForEach") // Its fields are one class's at a time.
abstract class NewSpaceForEach {
  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;
  static User cat;
  String space;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    ann = server.guest("Ann");
    bob = server.guest("Bob");
    cat = server.guest("Cat");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeSpace() {
    space = server.room(ann, "space", "{width: 100, height: 50}");
  }
}
