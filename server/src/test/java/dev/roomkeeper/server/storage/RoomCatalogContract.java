package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.ListedRoom;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every catalog of rooms keeps to. */
abstract class RoomCatalogContract {
  abstract RoomCatalog rooms();

  /** Appends to the room, at this time. */
  abstract void use(String roomId, long nowMillis);

  private static RoomRecord room(String id, String kind, long createdAt, JsonObject options) {
    return new RoomRecord(id, kind, "Tisch \"" + id + "\" 🂡", options, "u_1", createdAt);
  }

  @Test
  void a_room_is_found_as_it_was_created() {
    JsonObject options =
        JsonObject.of("trays", Json.of("open")).with("deep", JsonObject.of("a", Json.of(1.5)));
    RoomRecord room = room("r", "lobby", 5, options);
    rooms().create(room, false);
    assertThat(rooms().find("r")).contains(room);
    assertThat(rooms().find("R")).isEmpty();
    assertThat(rooms().find("\0")).isEmpty();
  }

  @Test
  void an_id_is_given_once() {
    rooms().create(room("r", "lobby", 5, JsonObject.EMPTY), false);
    assertThatThrownBy(() -> rooms().create(room("r", "arena", 6, JsonObject.EMPTY), false))
        .isInstanceOf(RuntimeException.class);
    assertThat(rooms().find("r").orElseThrow().kind()).isEqualTo("lobby");
  }

  @Test
  void rooms_are_listed_by_kind_those_active_last_first_without_the_unlisted() {
    rooms().create(room("a", "lobby", 1, JsonObject.EMPTY), false);
    rooms().create(room("b", "cardtable", 2, JsonObject.of("listed", Json.of(true))), false);
    rooms().create(room("c", "cardtable", 3, JsonObject.of("listed", Json.of(false))), false);
    rooms().create(room("d", "cardtable", 4, JsonObject.EMPTY), false);
    assertThat(rooms().list("", 10)).extracting(ListedRoom::id).containsExactly("d", "b", "a");
    use("b", 100);
    assertThat(rooms().list("", 10)).extracting(ListedRoom::id).containsExactly("b", "d", "a");
    assertThat(rooms().list("cardtable", 10)).extracting(ListedRoom::id).containsExactly("b", "d");
    assertThat(rooms().list("cardtable", 1)).extracting(ListedRoom::id).containsExactly("b");
    assertThat(rooms().list("arena", 10)).isEmpty();
  }

  private List<String> found(String text, @Nullable String before, int most) {
    return rooms().search(text, before, most).orElseThrow().entries().stream()
        .map(entry -> entry.room().id())
        .toList();
  }

  @Test
  void all_rooms_are_searched_by_a_part_of_their_name_or_by_their_id_newest_first() {
    rooms().create(room("a1", "lobby", 1, JsonObject.EMPTY), false);
    rooms().create(room("b", "cardtable", 2, JsonObject.of("listed", Json.of(false))), false);
    rooms().create(room("a2", "cardtable", 3, JsonObject.EMPTY), false);
    assertThat(found("", null, 10)).containsExactly("a2", "b", "a1");
    assertThat(found("TISCH \"A", null, 10)).containsExactly("a2", "a1");
    assertThat(found("tisch", "a2", 1)).containsExactly("b");
    assertThat(rooms().search("tisch", "a2", 1).orElseThrow().more()).isTrue();
    assertThat(found("b", null, 10)).containsExactly("b");
    assertThat(found("%", null, 10)).isEmpty();
    assertThat(rooms().search("", "none", 1)).isEmpty();
    RoomCatalog.Entry entry = rooms().search("b", null, 1).orElseThrow().entries().getFirst();
    assertThat(entry.createdBy()).isEqualTo("u_1");
    assertThat(entry.activeAtMillis()).isEqualTo(2);
  }

  @Test
  void rooms_for_invited_people_are_listed_only_where_their_creators_say_so() {
    JsonObject only = JsonObject.of("only", new Json.Arr(List.of(Json.of("u_2"))));
    rooms().create(room("a", "lobby", 1, only), false);
    rooms().create(room("b", "lobby", 2, only.with("listed", true)), false);
    assertThat(rooms().list("", 10)).extracting(ListedRoom::id).containsExactly("b");
    assertThat(rooms().list("", 10).getFirst().createdAtMillis()).isEqualTo(2);
  }

  @Test
  void the_rooms_of_a_user_are_counted() {
    rooms().create(room("a", "lobby", 1, JsonObject.EMPTY), false);
    rooms().create(room("b", "cardtable", 2, JsonObject.EMPTY), false);
    assertThat(rooms().countMadeBy("u_1")).isEqualTo(2);
    assertThat(rooms().countMadeBy("u_2")).isZero();
  }

  @Test
  void rooms_that_vanish_are_found_those_forsaken_longest_first() {
    rooms().create(room("new", "lobby", 30, JsonObject.EMPTY), true);
    rooms().create(room("b", "lobby", 20, JsonObject.EMPTY), true);
    rooms().create(room("a", "lobby", 10, JsonObject.EMPTY), true);
    rooms().create(room("stays", "lobby", 5, JsonObject.EMPTY), false);
    assertThat(rooms().vanishing(30, 10)).containsExactly("a", "b");
    assertThat(rooms().vanishing(30, 1)).containsExactly("a");
  }
}
