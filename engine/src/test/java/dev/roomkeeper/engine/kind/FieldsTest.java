package dev.roomkeeper.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import org.junit.jupiter.api.Test;

final class FieldsTest {
  private final JsonObject payload =
      JsonObject.EMPTY
          .with("text", "abc")
          .with("empty", "")
          .with("whole", 7)
          .with("half", 0.5)
          .with("yes", true)
          .with("nothing", Json.Null.NULL)
          .with("object", JsonObject.EMPTY.with("a", 1));

  @Test
  void right_fields_are_read_as_they_are() {
    Fields fields = new Fields(payload);
    assertThat(fields.text("text", 3)).isEqualTo("abc");
    assertThat(fields.optionalText("missing", 3)).isNull();
    assertThat(fields.optionalText("nothing", 3)).isNull();
    assertThat(fields.optionalText("empty", 3)).isEmpty();
    assertThat(fields.integer("whole", 0, 7)).isEqualTo(7);
    assertThat(fields.integer("missing", 0, 7, 4)).isEqualTo(4);
    assertThat(fields.number("half")).isEqualTo(0.5);
    assertThat(fields.number("missing", 2)).isEqualTo(2);
    assertThat(fields.bool("yes", false)).isTrue();
    assertThat(fields.bool("missing", true)).isTrue();
    assertThat(fields.object("object").number("a", 0)).isEqualTo(1);
    assertThat(fields.object("missing")).isSameAs(JsonObject.EMPTY);
    assertThat(fields.problem()).isNull();
  }

  @Test
  void a_wrong_field_is_named_in_a_sentence() {
    assertThat(problem(fields -> fields.text("text", 2))).contains("\"text\"", "1 to 2");
    assertThat(problem(fields -> fields.text("empty", 2))).contains("\"empty\"");
    assertThat(problem(fields -> fields.text("whole", 2))).contains("\"whole\"");
    assertThat(problem(fields -> fields.optionalText("whole", 2))).contains("\"whole\"");
    assertThat(problem(fields -> fields.integer("whole", 0, 6))).contains("from 0 to 6");
    assertThat(problem(fields -> fields.integer("half", 0, 6))).contains("whole number");
    assertThat(problem(fields -> fields.integer("text", 0, 6, 1))).contains("\"text\"");
    assertThat(problem(fields -> fields.number("text"))).contains("\"text\"");
    assertThat(problem(fields -> fields.bool("whole", true))).contains("true or false");
    assertThat(problem(fields -> fields.object("text"))).contains("must be an object");
  }

  @Test
  void the_first_problem_is_the_one_that_is_told() {
    Fields fields = new Fields(payload);
    fields.number("text");
    fields.bool("whole", true);
    assertThat(fields.problem()).contains("\"text\"");
  }

  private String problem(java.util.function.Consumer<Fields> read) {
    Fields fields = new Fields(payload);
    read.accept(fields);
    return fields.problem() == null ? "" : fields.problem();
  }
}
