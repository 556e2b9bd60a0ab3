package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.RandomJson;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LayersTest {
  @Test
  void P7_a_view_is_all_then_roles_then_cells_then_the_members_own() {
    Layers layers = layers("all", 1, "role:dm", 2, "cell:0,0", 3, "member:ann", 4);
    assertThat(at(layers, "member:ann", "cell:0,0", "role:dm", "all")).isEqualTo(4);
    assertThat(at(layers, "cell:0,0", "all", "role:dm")).isEqualTo(3);
    assertThat(at(layers, "role:dm", "all")).isEqualTo(2);
    assertThat(at(layers, "all")).isEqualTo(1);
  }

  private static double at(Layers layers, String... held) {
    return layers.view(List.of(held)).root().number("x", 0);
  }

  private static Layers layers(Object... namesAndNumbers) {
    JsonObject root = JsonObject.EMPTY;
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      int number = (Integer) namesAndNumbers[i + 1];
      root = root.with((String) namesAndNumbers[i], JsonObject.EMPTY.with("x", number));
    }
    return new Layers(root);
  }

  @Test
  void objects_of_several_layers_merge_in_the_view() {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, null);
    draft.put(Layers.ALL, List.of("players", "ann", "name"), Json.of("Ann"));
    draft.put(Layers.member("ann"), List.of("players", "ann", "tray", "c1"), Json.of(1));
    assertThat(draft.layers().view(List.of("member:ann", "all")).root())
        .hasToString("{\"players\":{\"ann\":{\"name\":\"Ann\",\"tray\":{\"c1\":1}}}}");
  }

  @Test
  void an_empty_layer_and_one_never_written_are_the_same() {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, null);
    draft.put(Layers.ALL, List.of("a"), Json.of(1));
    draft.remove(Layers.ALL, List.of("a"));
    assertThat(draft.layers()).isEqualTo(Layers.EMPTY);
    assertThat(draft.written().change().isEmpty()).isTrue();
  }

  @Test
  void layers_take_no_nulls() {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, null);
    JsonObject hidden = JsonObject.of("b", new Json.Arr(List.of(Json.Null.NULL)));
    assertThatThrownBy(() -> draft.put(Layers.ALL, List.of("a"), hidden))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void a_draft_records_exactly_what_it_wrote(long seed) {
    RandomJson random = new RandomJson(seed);
    List<String> names = List.of(Layers.ALL, Layers.SERVER, "member:ann", "cell:0,1");
    for (int i = 0; i < 1_000; i++) {
      Layers before = Layers.EMPTY;
      for (String name : names) {
        before =
            before.apply(
                Change.diff(Document.EMPTY, new Document(JsonObject.of(name, random.object(3)))));
      }
      RoomDraft draft = new RoomDraft(before, "ann");
      for (int n = random.below(8); n > 0; n--) {
        String layer = names.get(random.below(names.size()));
        switch (random.below(4)) {
          case 0 -> draft.put(layer, random.path(), random.value(2));
          case 1 -> draft.remove(layer, random.path());
          case 2 -> draft.merge(layer, random.path(), random.patch(2));
          default -> draft.clear(layer);
        }
      }
      Change.Nested change = draft.written().change();
      assertThat(before.apply(change)).isEqualTo(draft.layers());
      assertThat(draft.layers().apply(change.inverse())).isEqualTo(before);
    }
  }
}
