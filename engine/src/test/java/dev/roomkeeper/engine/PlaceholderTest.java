package dev.roomkeeper.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaceholderTest {
  @Test
  void this_module_compiles_for_java_25() {
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
  }
}
