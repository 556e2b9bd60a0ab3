package dev.roomkeeper.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasePathTest {
  @ParameterizedTest
  @ValueSource(strings = {"/rooms", "rooms", "/rooms/", " /rooms "})
  void it_is_read_with_or_without_its_slashes(String given) {
    assertThat(BasePath.parse(given)).isEqualTo(new BasePath("/rooms"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void it_may_be_none(String given) {
    assertThat(BasePath.parse(given)).isEqualTo(BasePath.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a//b", "/a b", "/../a", "/.a", "/a?b", "/<b>", "/api", "/ws/x"})
  void what_is_no_path_is_refused(String given) {
    assertThatThrownBy(() -> BasePath.parse(given)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_is_taken_off_what_begins_with_it() {
    BasePath base = BasePath.parse("/a/rooms");
    assertThat(base.without("/a/rooms/ws/x?y=1")).isEqualTo("/ws/x?y=1");
    assertThat(base.without("/a/rooms")).isEqualTo("/");
    assertThat(base.without("/a/rooms?y")).isEqualTo("/?y");
    assertThat(base.without("/a/roomsmate")).isNull();
    assertThat(base.without("/ws/x")).isNull();
    assertThat(BasePath.NONE.without("/ws/x")).isNull();
  }
}
