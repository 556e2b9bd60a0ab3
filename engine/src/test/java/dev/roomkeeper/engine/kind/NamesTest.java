package dev.roomkeeper.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ann", "Zoë", "Ольга", "李雷", "נועה", "أحمد", "😀", "👩‍💻", "❤️", "👍🏽", "a b", "'; --",
        "O’Neil"
      })
  void what_people_are_called_is_good(String name) {
    assertThat(Names.problem(name, 64)).isNull();
    assertThat(Names.cleaned(name, 64)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000", "a\u001bb", "a\u007fb", "a\u0085b", "\u202eann", "a\u2066b\u2069", "a\u200fb",
        "a\u061cb", "a\u200bb", "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb", "a\u034fb",
        "a\u115fb", "\u3164", "a\uffa0b", "a\u180eb", "a\ufe0fb", "a\u2800b", "a\u2028b",
        "\ud800", "a\ue000b", "a\udb40\udc41b"
      })
  void what_can_not_be_seen_is_refused_and_left_out(String name) {
    assertThat(Names.problem(name, 64)).isNotNull();
    assertThat(Names.cleaned(name, 64)).matches("(ann|ab|a)?");
  }

  @Test
  void a_letter_bears_no_heap_of_marks() {
    String marks = "\u0301\u0323\u0308\u0330";
    assertThat(Names.problem("q" + marks + "q" + marks, 64)).isNull();
    assertThat(Names.problem("q" + marks + "\u0301", 64)).contains("marks");
    assertThat(Names.cleaned("q" + "\u0301".repeat(50) + "s", 64)).hasSize(6);
  }

  @Test
  void a_name_is_bounded_in_what_one_sees() {
    assertThat(Names.problem("😀".repeat(64), 64)).isNull();
    assertThat(Names.problem("😀".repeat(65), 64)).isEqualTo("has at most 64 characters");
    assertThat(Names.cleaned("n".repeat(100), 64)).hasSize(64);
  }
}
