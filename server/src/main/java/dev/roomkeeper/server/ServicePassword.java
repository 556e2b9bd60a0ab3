package dev.roomkeeper.server;

import dev.roomkeeper.server.files.FileFault;
import dev.roomkeeper.server.storage.DataRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the password of what a server uses may come from: never an argument, which all can read.
 */
enum ServicePassword {
  DATABASE("ROOMKEEPER_DATABASE_PASSWORD", "PGPASSWORD"),
  REDIS("ROOMKEEPER_REDIS_PASSWORD", "REDISCLI_AUTH");

  private final String own;
  private final String usual;

  /**
   * @param own the variable of that name before all
   * @param usual the one that the service's own programs read
   */
  ServicePassword(String own, String usual) {
    this.own = own;
    this.usual = usual;
  }

  /** That of the file if one is named, else of the first variable that is set; null for none. */
  @Nullable String find(@Nullable Path file, Map<String, String> environment) {
    if (file == null) {
      return Stream.of(own, usual)
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
    } catch (UncheckedIOException e) { // No UTF-8, say.
      throw unreadable(file, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static DataRefused unreadable(Path file, IOException e) {
    return new DataRefused("The file " + file + " can't be read: " + FileFault.describe(e));
  }
}
