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

final class StoredFormTest {
  private static Layers random(RandomJson random) {
    JsonObject engine = JsonObject.EMPTY;
    for (String key : StoredForm.KEYS) {
      engine = random.below(2) == 0 ? engine : engine.with(key, random.object(3));
    }
    JsonObject root = JsonObject.EMPTY;
    root = engine.isEmpty() ? root : root.with(Layers.ENGINE, engine);
    JsonObject server = random.object(3);
    root = server.isEmpty() ? root : root.with(Layers.SERVER, server);
    JsonObject all = random.object(3);
    return new Layers(all.isEmpty() ? root : root.with(Layers.ALL, all));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_is_stored_comes_back_as_it_was_states_changes_and_inverses(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < 2_000; i++) {
      Layers before = random(random);
      Layers after = random(random);
      Change.Nested change = Change.NONE;
      for (String layer : List.of(Layers.ALL, Layers.ENGINE, Layers.SERVER)) {
        Change.Nested inLayer = Change.diff(before.layer(layer), after.layer(layer));
        change = inLayer.isEmpty() ? change : change.with(layer, inLayer);
      }
      assertThat(StoredForm.layers(StoredForm.stored(before))).isEqualTo(before);
      Change.Nested stored = StoredForm.stored(change);
      Change.Nested read = Change.ofPatches(stored.patch(), stored.inverse().patch());
      Change.Nested lifted = StoredForm.change(read);
      assertThat(before.apply(lifted)).isEqualTo(after);
      assertThat(after.apply(lifted.inverse())).isEqualTo(before);
      assertThat(stored.get(Layers.ENGINE)).isNull();
      // And the first version, which applies what is stored to what is stored, comes to the same.
      Document old = new Document(StoredForm.stored(before));
      assertThat(StoredForm.layers(withoutEmpty(old.apply(stored).root()))).isEqualTo(after);
    }
  }

  private static JsonObject withoutEmpty(JsonObject root) {
    JsonObject[] left = {root};
    root.forEach((layer, value) ->
        left[0] = value.equals(JsonObject.EMPTY) ? left[0].without(layer) : left[0]);
    return left[0];
  }

  @Test
  void a_kind_can_not_write_what_is_the_engines_in_a_journal() {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, RoomDraft.Terms.PLAIN);
    assertThatThrownBy(() -> draft.put(Layers.SERVER, List.of("members", "ann"), Json.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> draft.put(Layers.ENGINE, List.of("x"), Json.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
