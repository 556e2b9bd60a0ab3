package dev.roomkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.storage.DataRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServicePasswordTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ROOMKEEPER_REDIS_PASSWORD", "own",
          "REDISCLI_AUTH", "usual",
          "ROOMKEEPER_DATABASE_PASSWORD", "",
          "PGPASSWORD", "postgres");

  @Test
  void the_first_line_of_the_file_comes_before_the_environment(@TempDir Path temp)
      throws IOException {
    Path file = Files.writeString(temp.resolve("password"), "hunter2\nsomething else\n");
    assertThat(ServicePassword.REDIS.find(file, ENVIRONMENT)).isEqualTo("hunter2");
    Path empty = Files.writeString(temp.resolve("empty"), "\nhunter2\n");
    assertThatThrownBy(() -> ServicePassword.REDIS.find(empty, ENVIRONMENT))
        .isInstanceOf(DataRefused.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> ServicePassword.REDIS.find(temp.resolve("none"), ENVIRONMENT))
        .isInstanceOf(DataRefused.class)
        .hasMessageContaining("there is no such file");
    Path binary = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    assertThatThrownBy(() -> ServicePassword.REDIS.find(binary, ENVIRONMENT))
        .isInstanceOf(DataRefused.class);
  }

  @Test
  void each_has_variables_of_its_own() {
    assertThat(ServicePassword.REDIS.find(null, ENVIRONMENT)).isEqualTo("own");
    assertThat(ServicePassword.REDIS.find(null, Map.of("REDISCLI_AUTH", "usual")))
        .isEqualTo("usual");
    assertThat(ServicePassword.DATABASE.find(null, ENVIRONMENT)).isEqualTo("postgres");
    assertThat(ServicePassword.REDIS.find(null, Map.of("PGPASSWORD", "postgres"))).isNull();
  }
}
