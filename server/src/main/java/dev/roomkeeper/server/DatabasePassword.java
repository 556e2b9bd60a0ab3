package dev.roomkeeper.server;

import dev.roomkeeper.server.storage.DataRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the database's password may come from: never an argument, which all can read. */
final class DatabasePassword {
  private static final List<String> VARIABLES =
      List.of("ROOMKEEPER_DATABASE_PASSWORD", "PGPASSWORD");

  private DatabasePassword() {}

  /** That of the file if one is named, else of the first variable that is set; null for none. */
  static @Nullable String find(@Nullable Path file, Map<String, String> environment) {
    if (file == null) {
      return VARIABLES.stream()
          .map(environment::get)
          .filter(password -> password != null && !password.isEmpty())
          .findFirst()
          .orElse(null);
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .findFirst()
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> new DataRefused("The file " + file + " has no password in it."));
    } catch (IOException e) {
      throw new DataRefused("The file " + file + " can't be read: " + e.getClass().getSimpleName());
    }
  }
}
