package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.kit.BundledKinds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** A server process's storage in a JVM of its own. */
  static Process process(Path directory, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    JournalLoad.class.getName(),
                    directory.toString()),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command).start();
  }

  @Test
  void only_its_owner_may_read_what_is_in_it() throws Exception {
    Path directory = parent.resolve("a/b");
    try (DataDirectory data = DataDirectory.open(directory);
        SqlDatabase database = SqlDatabase.sqlite(data, BundledKinds.modules())) {
      new SqlRoomCatalog(database)
          .create(new RandomRoom("r", new java.util.SplittableRandom(1)).onRecord(), false);
      data.secret("token.key", 32);
      assertThat(mode(directory)).isEqualTo("rwx------");
      assertThat(mode(directory.resolve("keys"))).isEqualTo("rwx------");
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> all = files.filter(Files::isRegularFile).toList();
        assertThat(all)
            .extracting(file -> file.getFileName().toString())
            .contains("lock", "roomkeeper.db", "roomkeeper.db-wal", "token.key");
        assertThat(all).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void files_that_others_may_read_are_closed_to_them() throws Exception {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.createFile(parent.resolve("roomkeeper.db"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.createFile(parent.resolve("lock"));
    try (DataDirectory data = DataDirectory.open(parent);
        SqlDatabase _ = SqlDatabase.sqlite(data, BundledKinds.modules())) {
      assertThat(mode(parent)).isEqualTo("rwx------");
      assertThat(mode(file)).isEqualTo("rw-------");
    }
  }

  @Test
  void somebody_elses_directory_is_left_as_it_is() throws Exception {
    Files.createFile(parent.resolve("letter.txt"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (DataDirectory _ = DataDirectory.open(parent)) {
      assertThat(mode(parent)).isEqualTo("rwxr-xr-x");
    }
  }

  @Test
  void a_second_server_on_the_same_data_is_refused() throws Exception {
    Path other = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("data"));
    try (DataDirectory _ = DataDirectory.open(parent.resolve("data"))) {
      for (Path same : List.of(parent.resolve("data"), other)) {
        assertThatThrownBy(() -> DataDirectory.open(same))
            .isInstanceOf(DataRefused.class)
            .hasMessageContaining("is in use by another Roomkeeper");
      }
      // The try within this process did not cost it the lock against others.
      Process second = process(other, "1", "1");
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said.strip()).endsWith("a directory of its own with --data.");
    }
    DataDirectory.open(parent.resolve("data")).close();
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws Exception {
    Files.writeString(parent.resolve("roomkeeper.db"), "This is a letter. ".repeat(1_000));
    try (DataDirectory data = DataDirectory.open(parent)) {
      assertThatThrownBy(() -> SqlDatabase.sqlite(data, BundledKinds.modules()))
          .isInstanceOf(DataRefused.class)
          .hasMessageContaining("can't be used");
    }
  }

  @Test
  void a_secret_stays_the_same_and_is_refused_when_others_could_read_it() throws Exception {
    byte[] secret;
    try (DataDirectory data = DataDirectory.open(parent)) {
      secret = data.secret("token.key", 32);
      assertThat(secret).hasSize(32);
      assertThat(data.secret("other.key", 32)).isNotEqualTo(secret);
    }
    Path file = parent.resolve("keys/token.key");
    try (DataDirectory data = DataDirectory.open(parent)) {
      assertThat(data.secret("token.key", 32)).isEqualTo(secret);
      assertThatThrownBy(() -> data.secret("token.key", 64)).isInstanceOf(DataRefused.class);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      assertThatThrownBy(() -> data.secret("token.key", 32))
          .isInstanceOf(DataRefused.class)
          .hasMessageContaining("can be read by others");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(file, "not a key!");
      assertThatThrownBy(() -> data.secret("token.key", 32)).isInstanceOf(DataRefused.class);
    }
  }
}
