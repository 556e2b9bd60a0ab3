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
 * Where the password of a service comes from. It is never an argument, because every user of the
 * machine can read those.
 */
enum ServicePassword {
  DATABASE("ROOMKEEPER_DATABASE_PASSWORD", "PGPASSWORD"),
  REDIS("ROOMKEEPER_REDIS_PASSWORD", "REDISCLI_AUTH");

  private final String own;
  private final String usual;

  /**
   * @param own our own variable, which has priority
   * @param usual the variable that the service's own programs read
   */
  ServicePassword(String own, String usual) {
    this.own = own;
    this.usual = usual;
  }

  /**
   * The password in the file if one is named, otherwise the first variable that is set; null for
   * none.
   */
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
    } catch (UncheckedIOException e) { // For example, it is not UTF-8.
      throw unreadable(file, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static DataRefused unreadable(Path file, IOException e) {
    return new DataRefused("The file " + file + " can't be read: " + FileFault.describe(e));
  }
}
