package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresAddressTest {
  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://me@db.example:5433/rooms",
        "postgresql://me@db.example:5433/rooms",
        "jdbc:postgresql://db.example:5433/rooms?user=me"
      })
  void a_database_is_named_in_any_of_the_usual_ways(String url) {
    PGSimpleDataSource source = PostgresAddress.parse(url, SECRET).source();
    assertThat(source.getServerNames()).containsExactly("db.example");
    assertThat(source.getPortNumbers()).containsExactly(5433);
    assertThat(source.getDatabaseName()).isEqualTo("rooms");
    assertThat(source.getUser()).isEqualTo("me");
    assertThat(source.getPassword()).isEqualTo(SECRET);
    assertThat(source.getTargetServerType()).isEqualTo("primary");
    assertThat(PostgresAddress.parse(url, SECRET)).hasToString("db.example:5433/rooms");
  }

  @Test
  void parameters_and_several_hosts_are_handed_on() {
    PGSimpleDataSource source =
        PostgresAddress.parse(
                "postgres://m%40e@a:1,b:2/rooms?sslmode=require&socketTimeout=9", null)
            .source();
    assertThat(source.getServerNames()).containsExactly("a", "b");
    assertThat(source.getUser()).isEqualTo("m@e");
    assertThat(source.getSslmode()).isEqualTo("require");
    assertThat(source.getSocketTimeout()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://me:hunter2@db/rooms",
        "postgres://db/rooms?user=me&password=hunter2",
        "jdbc:postgresql://db/rooms?sslpassword=hunter2",
        "jdbc:postgresql://db/rooms?pass%77ord=hunter2"
      })
  void a_password_in_the_url_is_refused_and_not_repeated(String url) {
    assertThatThrownBy(() -> PostgresAddress.parse(url, null))
        .isInstanceOf(DataRefused.class)
        .hasMessageContaining("--database-password-file")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rooms",
        "mysql://db/hunter2",
        "postgres://db",
        "postgres://db:port/hunter2",
        "postgres://me:hunter2@x@db/rooms"
      })
  void what_is_no_such_url_is_refused_and_not_repeated(String url) {
    assertThatThrownBy(() -> PostgresAddress.parse(url, null))
        .isInstanceOf(DataRefused.class)
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }
}
