package dev.roomkeeper.testing;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Spread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record within a record, whose fields stand beside the others in JSON. */
final class SpreadTest {
  @Data
  @Payload
  record Deep(boolean bold) {}

  @Data
  @Payload
  record Style(
      @Range(min = 0, max = 9) @Default("3") int size,
      @Nullable @Length(max = 5) String color,
      @Spread Deep deep) {}

  @Data
  @Payload
  record Label(@Length(max = 5) String text, @Spread Style style, boolean last) {}

  private static final Label LABEL = new Label("a", new Style(1, "red", new Deep(true)), false);

  @Test
  void its_fields_stand_beside_the_others_in_state() {
    assertThat(LabelType.INSTANCE.json(LABEL))
        .isEqualTo(json("{text:'a', size:1, color:'red', bold:true, last:false}"));
    assertThat(LabelType.INSTANCE.of(LabelType.INSTANCE.json(LABEL))).isEqualTo(LABEL);
  }

  @Test
  void its_fields_are_read_beside_the_others_with_their_bounds() {
    assertThat(read("{text:'a', size:1, color:'red', bold:true, last:false}"))
        .isEqualTo(new Reading.Result.Right<>(LABEL));
    assertThat(read("{text:'a', bold:false, last:true}"))
        .isEqualTo(
            new Reading.Result.Right<>(new Label("a", new Style(3, null, new Deep(false)), true)));
    assertThat(read("{text:'a', size:10, bold:true, last:false}"))
        .isInstanceOf(Reading.Result.Wrong.class);
    assertThat(read("{text:'a', style:{size:1}, bold:true, last:false}"))
        .isInstanceOf(Reading.Result.Wrong.class);
  }

  private static Reading.Result<Label> read(String payload) {
    return Reading.of(LabelReader.INSTANCE, json(payload));
  }
}
