package dev.roomkeeper.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormalFormTest {
  @Test
  void letters_of_other_widths_and_compositions_are_the_same() {
    assertThat(NormalForm.of(" Ａｎｎ ")).isEqualTo("Ann");
    assertThat(NormalForm.of("Zoe\u0308")).isEqualTo("Zoë");
    assertThat(NormalForm.of("ﬁn")).isEqualTo("fin");
  }
}
