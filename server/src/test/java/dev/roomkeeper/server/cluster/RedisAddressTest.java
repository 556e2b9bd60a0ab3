package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisAddressTest {
  private static final String SECRET = "hunter2";

  private static RedisCredentials credentials(@Nullable String user) {
    RedisURI uri = RedisAddress.parse("redis://cache.example", user, SECRET).uri();
    return uri.getCredentialsProvider().resolveCredentials().blockOptional().orElseThrow();
  }

  @Test
  void user_and_password_come_beside_the_url() {
    assertThat(credentials(null).getUsername()).isNull();
    assertThat(credentials("rooms").getUsername()).isEqualTo("rooms");
    assertThat(credentials("rooms").getPassword()).isEqualTo(SECRET.toCharArray());
    assertThat(RedisAddress.parse("redis://cache.example", "rooms", SECRET))
        .hasToString("cache.example:6379");
  }

  @Test
  void a_port_a_database_and_tls_are_handed_on() {
    RedisURI uri =
        RedisAddress.parse("rediss://[fd00::1]:6380/2?verifyPeer=ca", null, SECRET).uri();
    assertThat(uri.getHost()).isEqualTo("[fd00::1]");
    assertThat(uri.getPort()).isEqualTo(6380);
    assertThat(uri.getDatabase()).isEqualTo(2);
    assertThat(uri.isSsl()).isTrue();
    assertThat(uri.getVerifyMode()).isEqualTo(SslVerifyMode.CA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:hunter2@cache:6379",
        "redis://rooms:hunter2@cache",
        "redis://hunter2@cache",
        "rediss://hunter2:@cache/2",
        "redis://@cache",
        "redis://rooms:hunter2@x@cache"
      })
  void a_user_or_a_password_in_the_url_is_refused_and_not_repeated(String url) {
    assertThatThrownBy(() -> RedisAddress.parse(url, null, null))
        .isInstanceOf(RedisAddress.Refused.class)
        .hasMessageContaining("--redis-password-file")
        .hasMessageNotContaining(SECRET)
        .hasMessageNotContaining("cache")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "redis://",
        "redis:///hunter2",
        "http://hunter2:6379",
        "redis://hunter2:port",
        "redis://hunter2:99999",
        "redis://hunter2:6379:6379",
        "redis://hunter2,b:6379",
        "redis://hunter2 x",
        "redis://cache/hunter2",
        "redis://cache?password=hunter2",
        "redis://:hun/ter2@hunter2",
        "redis-sentinel://cache#hunter2"
      })
  void what_is_no_such_url_is_refused_and_not_repeated(String url) {
    assertThatThrownBy(() -> RedisAddress.parse(url, null, null))
        .isInstanceOf(RedisAddress.Refused.class)
        .hasMessageStartingWith("The --redis URL ")
        .hasMessageNotContaining("hunter")
        .hasMessageNotContaining("ter2")
        .hasNoCause();
  }

  @Test
  void a_user_without_a_password_is_refused() {
    assertThatThrownBy(() -> RedisAddress.parse("redis://cache", "rooms", null))
        .isInstanceOf(RedisAddress.Refused.class)
        .hasMessageContaining("--redis-user")
        .hasMessageContaining("--redis-password-file");
  }
}
