package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** P23: those who watch and are no members. */
final class WatchersTest {
  private final ScriptedKind kind = new ScriptedKind();

  private Stage stage() {
    kind.commands.put(
        "lazy.put",
        (draft, _, payload) -> {
          draft.put(
              ScriptedKind.text(payload, "layer"),
              List.of("x"),
              Json.of(ScriptedKind.text(payload, "v")));
          return draft.accept();
        });
    kind.watched = List.of(Layers.ALL);
    return new Stage(kind);
  }

  private static void put(Stage stage, String layer, String value) {
    stage.send(1, "lazy.put", 0, Map.of("layer", layer, "v", value));
  }

  @Test
  void P23_a_watcher_is_sent_its_layers_and_takes_no_seat_and_makes_no_commit() {
    Stage stage = stage();
    stage.joined(1, "ann");
    long version = stage.host().released().version();
    stage.step(new Input.Watch(9, "wes", List.of(Layers.ALL)));
    Flush.Arrival arrival = stage.arrival(9);
    assertThat(arrival.who()).isNull();
    assertThat(arrival.view().keySet()).containsExactly("all");
    assertThat(arrival.live().keySet()).containsExactly("live:all");
    assertThat(stage.host().released().version()).isEqualTo(version);
    assertThat(stage.host().released().members()).hasSize(1);
    put(stage, Layers.ALL, "1");
    assertThat(stage.flush().reach()).isEqualTo(Flush.Reach.HERE);
  }

  @Test
  void P23_what_may_not_be_watched_is_not_and_is_asked_again() {
    Stage stage = stage();
    stage.joined(1, "ann");
    stage.step(new Input.Watch(8, "wes", List.of("role:dm")));
    assertThat(stage.closed(8)).containsExactly(CloseCode.FORBIDDEN);
    // Whatever the kind says: nobody is sent these, and a live layer comes with its kept twin.
    kind.watched = List.of(Layers.ALL, Layers.SERVER, Layers.live(Layers.ALL));
    for (String layer : List.of(Layers.SERVER, Layers.live(Layers.ALL))) {
      stage.step(new Input.Watch(7, "wes", List.of(Layers.ALL, layer)));
      assertThat(stage.closed(7)).as(layer).containsExactly(CloseCode.FORBIDDEN);
    }
    stage.step(new Input.Watch(9, "wes", List.of(Layers.ALL)));
    kind.watched = List.of();
    put(stage, Layers.ALL, "1");
    assertThat(stage.closed(9)).containsExactly(CloseCode.FORBIDDEN);
  }

  @Test
  void P23_a_late_watcher_sees_everything_that_much_later() {
    kind.rules = RoomRules.DEFAULT.withWatchDelayMillis(10_000);
    Stage stage = stage();
    stage.joined(1, "ann");
    stage.step(new Input.Watch(9, "wes", List.of(Layers.ALL)));
    assertThat(stage.arrival(9).delayMillis()).isEqualTo(10_000);
    assertThat(stage.arrival(9).view()).isEmpty();
    put(stage, Layers.ALL, "1");
    stage.pass(250);
    stage.keepAll();
    stage.pass(9_749);
    assertThat(late(stage)).isEmpty();
    stage.pass(1);
    assertThat(late(stage)).hasSize(2);
    assertThat(Objects.requireNonNull(late(stage).getFirst().personal().get(9L)).enter().keySet())
        .containsExactly("all", "live:all");
    assertThat(late(stage).getLast().change()).hasToString("{\"all\":{\"x\":\"1\"}}");
  }

  @Test
  void P23_so_many_watch_a_room_and_the_next_is_told_to_try_again() {
    Stage stage = stage();
    stage.joined(1, "ann");
    for (long connection = 2; connection < 2 + Watchers.WATCHERS_MAX; connection++) {
      stage.step(new Input.Watch(connection, "wes", List.of(Layers.ALL)));
      assertThat(stage.closed(connection)).isEmpty();
    }
    Input.Watch another = new Input.Watch(5_000, "wes", List.of(Layers.ALL));
    stage.step(another);
    assertThat(stage.closed(5_000)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    stage.drop(2);
    stage.step(another);
    assertThat(stage.closed(5_000)).isEmpty();
  }

  @Test
  void P23_who_enters_late_where_flushes_are_composed_sees_the_room_as_it_is_then() {
    kind.rules = RoomRules.DEFAULT.withWatchDelayMillis(10_000).withFlushMillis(0);
    Stage stage = stage();
    stage.joined(1, "ann");
    stage.step(new Input.Watch(8, "will", List.of(Layers.ALL)));
    for (int i = 0; i < Watchers.WAITING_MAX - 2; i++) {
      put(stage, Layers.ALL, "" + i);
    }
    stage.step(new Input.Watch(9, "wes", List.of(Layers.ALL)));
    put(stage, Layers.ALL, "the last");
    stage.pass(10_000);
    Flush last = late(stage).getLast();
    assertThat(late(stage)).hasSize(Watchers.WAITING_MAX);
    assertThat(Objects.requireNonNull(last.personal().get(9L)).enter().get("all"))
        .hasToString("{\"x\":\"the last\"}");
  }

  private static List<Flush> late(Stage stage) {
    return stage.flushes().stream().filter(flush -> flush.reach() == Flush.Reach.LATE).toList();
  }
}
