package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who runs a room: removing, banning, closing, handing over, and being apart. */
final class ModerationTest {
  private static final JsonObject CREATOR = JsonObject.of("creator", Json.Bool.TRUE);
  private static final JsonObject ADMIN = JsonObject.of("admin", Json.Bool.TRUE);
  private static final long HOUR = 3_600_000;

  private final Stage stage = new Stage(RoomRules.DEFAULT.withGraceMillis(HOUR));
  private long seq;

  @BeforeEach
  void owner_and_bob_are_here() {
    arrive(1, "ann", CREATOR, Standing.UNKNOWN);
    arrive(2, "bob", JsonObject.EMPTY, guest("home"));
  }

  private static Standing guest(String place, String... apart) {
    return new Standing(place, true, List.of(apart));
  }

  private List<CloseCode> arrive(long connection, String id, JsonObject claims, Standing standing) {
    stage.step(new Input.Join(connection, id, null, null, null, claims, standing));
    List<CloseCode> closed = stage.closed(connection);
    while (stage.isAppending()) {
      stage.keep();
      closed = closed.isEmpty() ? stage.closed(connection) : closed;
    }
    return closed;
  }

  private List<CloseCode> arrive(long connection, String id) {
    return arrive(connection, id, JsonObject.EMPTY, guest("home-of-" + id));
  }

  private void command(long connection, String type, JsonObject payload) {
    stage.step(new Input.Receive(connection, new Command(type, ++seq, payload)));
    if (stage.isAppending()) {
      stage.keep();
    }
  }

  private void command(long connection, String type, String memberId) {
    command(connection, type, JsonObject.of("memberId", Json.of(memberId)));
  }

  private void ban(String memberId, int minutes, boolean address) {
    command(
        1,
        "member.ban",
        JsonObject.of("memberId", Json.of(memberId))
            .with("minutes", (long) minutes)
            .with("address", address));
  }

  private Code refusal(long connection) {
    return ((Answer.Reject) stage.answers(connection).getFirst()).code();
  }

  private List<String> layersOf(String memberId) {
    return Objects.requireNonNull(room().member(memberId)).layers();
  }

  private Room room() {
    return stage.host().released();
  }

  @Test
  void whoever_made_the_room_owns_it() {
    assertThat(room().layers().object(Layers.ALL).object("house").text("owner")).isEqualTo("ann");
    assertThat(layersOf("ann")).contains("role:owner");
    assertThat(layersOf("bob")).doesNotContain("role:owner");
  }

  @Test
  void the_owner_removes_a_member_whose_connection_ends_once_that_is_kept() {
    stage.step(
        new Input.Receive(
            1, new Command("member.remove", 1, JsonObject.of("memberId", Json.of("bob")))));
    assertThat(stage.closed(2)).isEmpty();
    stage.keep();
    assertThat(stage.closed(2)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(room().member("bob")).isNull();
    assertThat(stage.host().connections()).isEqualTo(1);
    assertThat(arrive(3, "bob")).isEmpty();
    assertThat(room().member("bob")).isNotNull();
  }

  @Test
  void a_removal_that_was_not_kept_removes_nobody() {
    stage.step(
        new Input.Receive(
            1, new Command("member.remove", 1, JsonObject.of("memberId", Json.of("bob")))));
    stage.fail();
    assertThat(stage.closed(2)).isEmpty();
    assertThat(room().member("bob")).isNotNull();
    assertThat(stage.host().connections()).isEqualTo(2);
  }

  @Test
  void others_can_moderate_nothing() {
    for (String type : Moderation.COMMANDS) {
      command(2, type, "ann");
      assertThat(refusal(2)).as(type).isEqualTo(Code.FORBIDDEN);
    }
    assertThat(room().member("ann")).isNotNull();
  }

  @Test
  void the_owner_and_admins_are_safe_from_the_owner() {
    arrive(3, "max", ADMIN, Standing.UNKNOWN);
    command(1, "member.remove", "max");
    assertThat(refusal(1)).isEqualTo(Code.FORBIDDEN);
    command(1, "member.remove", "ann");
    assertThat(refusal(1)).isEqualTo(Code.CONFLICT);
    command(3, "member.remove", "ann");
    assertThat(stage.closed(1)).containsExactly(CloseCode.FORBIDDEN);
  }

  private static JsonObject name(String name) {
    return JsonObject.of("name", Json.of(name));
  }

  @Test
  void the_owner_renames_the_room_and_another_node_knows_it() {
    command(1, "room.rename", name(" Poker \u202enight "));
    assertThat(refusal(1)).isEqualTo(Code.BAD_REQUEST);
    command(1, "room.rename", name("x".repeat(101)));
    assertThat(refusal(1)).isEqualTo(Code.BAD_REQUEST);
    command(1, "room.rename", name("  "));
    assertThat(refusal(1)).isEqualTo(Code.BAD_REQUEST);
    command(1, "room.rename", name(" Poker night "));
    assertThat(room().name()).isEqualTo("Poker night");
    stage.takeOver(2);
    assertThat(room().name()).isEqualTo("Poker night");
  }

  @Test
  void a_member_is_called_as_it_chose_here_whatever_later_joins_say() {
    command(2, Room.RENAME_MEMBER, name("B\u200bob"));
    assertThat(refusal(2)).isEqualTo(Code.BAD_REQUEST);
    command(2, Room.RENAME_MEMBER, name("Sir Bob"));
    assertThat(Objects.requireNonNull(room().member("bob")).name()).isEqualTo("Sir Bob");
    stage.step(new Input.Join(3, "bob", "Robert", null, null, JsonObject.EMPTY, Standing.UNKNOWN));
    stage.keep();
    assertThat(Objects.requireNonNull(room().member("bob")).name()).isEqualTo("Sir Bob");
    command(3, Room.RENAME_MEMBER, JsonObject.EMPTY);
    assertThat(refusal(3)).isEqualTo(Code.BAD_REQUEST);
  }

  private void only(long connection, String... ids) {
    List<Json> users = new ArrayList<>();
    for (String id : ids) {
      users.add(JsonObject.of("userId", Json.of(id)).with("name", "Name of " + id));
    }
    command(connection, "room.only", JsonObject.of("users", new Json.Arr(users)));
  }

  @Test
  void the_owner_says_who_may_enter_and_others_are_sent_away() {
    arrive(3, "cat");
    only(1, "cat");
    assertThat(stage.closed(2)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(stage.closed(3)).isEmpty();
    assertThat(arrive(4, "bob")).containsExactly(CloseCode.FORBIDDEN);
    stage.takeOver(2);
    assertThat(arrive(5, "bob")).containsExactly(CloseCode.FORBIDDEN);
    assertThat(arrive(6, "cat")).isEmpty();
    assertThat(arrive(7, "ann", CREATOR, Standing.UNKNOWN)).isEmpty();
    assertThat(RoomFacts.of(room().layers()).access())
        .isEqualTo(new RoomFacts.Access(false, List.of("cat", "ann")));
    assertThat(layersOf("cat")).doesNotContain("role:owner");
    command(7, "room.handOver", "cat");
    command(7, "room.only", JsonObject.EMPTY);
    assertThat(refusal(7)).isEqualTo(Code.FORBIDDEN);
    command(6, "room.only", JsonObject.EMPTY);
    assertThat(arrive(8, "bob")).isEmpty();
  }

  @Test
  void a_list_of_who_may_enter_is_read_with_care() {
    Json nobody = JsonObject.of("userId", Json.of(""));
    for (Json wrong :
        List.of(
            Json.of(7),
            new Json.Arr(List.of(Json.of(7))),
            new Json.Arr(List.of(JsonObject.EMPTY)),
            new Json.Arr(List.of(nobody)),
            new Json.Arr(Collections.nCopies(1_001, JsonObject.of("userId", Json.of("a")))))) {
      command(1, "room.only", JsonObject.of("users", wrong));
      assertThat(refusal(1)).isEqualTo(Code.BAD_REQUEST);
    }
  }

  @Test
  void a_ban_holds_against_a_reconnect_and_on_another_node_and_ends() {
    ban("bob", 10, false);
    assertThat(stage.closed(2)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(arrive(3, "bob")).containsExactly(CloseCode.FORBIDDEN);
    stage.takeOver(2);
    assertThat(arrive(4, "bob")).containsExactly(CloseCode.FORBIDDEN);
    stage.pass(10 * 60_000 + 1);
    assertThat(arrive(5, "bob")).isEmpty();
  }

  @Test
  void a_ban_is_lifted_by_its_id_which_the_owner_alone_sees() {
    ban("bob", 10, false);
    JsonObject shown = room().layers().object("role:owner").object(List.of("house", "bans"));
    assertThat(shown.size()).isEqualTo(1);
    assertThat(room().layers().object(Layers.ALL).object("house").has("bans")).isFalse();
    String ban = shown.keys().getFirst();
    assertThat(shown.object(ban).text("userId")).isEqualTo("bob");
    command(1, "ban.lift", JsonObject.of("ban", Json.of(ban)));
    assertThat(arrive(3, "bob")).isEmpty();
  }

  @Test
  void by_address_guests_are_banned_for_a_day_at_most_and_accounts_never() {
    arrive(3, "eve", JsonObject.EMPTY, guest("home"));
    ban("bob", 7 * 24 * 60, true);
    assertThat(stage.closed(3)).as("who shares the address").containsExactly(CloseCode.FORBIDDEN);
    assertThat(arrive(4, "bob2", JsonObject.EMPTY, guest("home")))
        .containsExactly(CloseCode.FORBIDDEN);
    assertThat(arrive(5, "joe", JsonObject.EMPTY, guest("elsewhere"))).isEmpty();
    assertThat(arrive(6, "kim", JsonObject.EMPTY, new Standing("home", false, List.of())))
        .isEmpty();
    stage.pass(24 * HOUR + 60_000);
    assertThat(arrive(7, "bob2", JsonObject.EMPTY, guest("home"))).isEmpty();
    assertThat(arrive(8, "bob", JsonObject.EMPTY, guest("home")))
        .as("the user, for the week")
        .containsExactly(CloseCode.FORBIDDEN);
  }

  @Test
  void no_layer_that_is_sent_has_an_address() {
    ban("bob", 10, true);
    assertThat(room().layers().sent().root().toString()).doesNotContain("home");
  }

  @Test
  void a_closed_room_takes_those_who_were_here_and_no_newcomers() {
    command(1, "room.close", JsonObject.of("closed", Json.Bool.TRUE));
    stage.drop(2);
    assertThat(arrive(3, "bob")).isEmpty();
    assertThat(arrive(4, "eve")).containsExactly(CloseCode.FORBIDDEN);
    assertThat(arrive(5, "max", ADMIN, Standing.UNKNOWN)).isEmpty();
    command(1, "room.close", JsonObject.of("closed", Json.Bool.FALSE));
    assertThat(arrive(6, "eve")).isEmpty();
  }

  @Test
  void who_is_handed_the_room_owns_it_and_the_former_owner_does_not() {
    command(1, "room.handOver", "bob");
    assertThat(layersOf("bob")).contains("role:owner");
    assertThat(layersOf("ann")).doesNotContain("role:owner");
    stage.takeOver(2);
    arrive(3, "ann", CREATOR, Standing.UNKNOWN);
    command(3, "member.remove", "bob");
    assertThat(refusal(3)).isEqualTo(Code.FORBIDDEN);
    assertThat(room().layers().object(Layers.ALL).object("house").text("owner")).isEqualTo("bob");
  }

  @Test
  void the_owner_deletes_the_room() {
    command(1, "room.delete", JsonObject.EMPTY);
    assertThat(stage.all(Effect.Remove.class)).hasSize(1);
    assertThat(stage.closed(2)).containsExactly(CloseCode.ROOM_GONE);
  }

  @Test
  void a_newcomer_who_did_nothing_has_a_minute_of_grace_and_others_the_kinds() {
    arrive(3, "eve");
    command(2, "set", JsonObject.EMPTY);
    stage.drop(2);
    stage.drop(3);
    stage.pass(House.NEWCOMER_GRACE_MILLIS + 1);
    stage.wake();
    stage.keepAll();
    assertThat(room().member("eve")).isNull();
    assertThat(room().member("bob")).isNotNull();
  }

  @Test
  void guests_of_one_address_have_a_share_of_the_seats_and_accounts_none() {
    int seats = Math.max(House.SEATS_BY_PLACE, 1_000 / 2);
    for (int i = 0; i < seats; i++) {
      assertThat(arrive(100 + i, "guest" + i, JsonObject.EMPTY, guest("school"))).isEmpty();
    }
    assertThat(arrive(5_000, "more", JsonObject.EMPTY, guest("school")))
        .containsExactly(CloseCode.FORBIDDEN);
    assertThat(arrive(5_001, "joe", JsonObject.EMPTY, guest("elsewhere"))).isEmpty();
    assertThat(arrive(5_002, "kim", JsonObject.EMPTY, new Standing("school", false, List.of())))
        .isEmpty();
  }

  @Test
  void the_owner_gets_into_a_full_room() {
    Stage full = new Stage(RoomRules.DEFAULT.withMembersMax(1));
    full.joined(1, "bob");
    full.step(new Input.Join(2, "eve", null, null, null, JsonObject.EMPTY));
    assertThat(full.closed(2)).containsExactly(CloseCode.FORBIDDEN);
    full.step(new Input.Join(3, "ann", null, null, null, CREATOR));
    full.keepAll();
    assertThat(full.host().released().member("ann")).isNotNull();
  }

  @Test
  void events_for_one_member_alone_do_not_cross_between_two_who_are_apart() {
    arrive(3, "eve", JsonObject.EMPTY, guest("there", "bob", "nobody-here"));
    assertThat(room().layers().object("live:member:bob").toString())
        .isEqualTo("{\"apart\":{\"eve\":true}}");
    assertThat(room().layers().object("live:member:eve").toString())
        .isEqualTo("{\"apart\":{\"bob\":true}}");
    assertThat(tells(3, "member:bob")).isFalse();
    assertThat(tells(2, "member:eve")).isFalse();
    assertThat(tells(3, "member:ann")).isTrue();
  }

  private boolean tells(long connection, String layer) {
    stage.send(connection, "say", 0, Map.of("layer", layer));
    stage.keepAll();
    return stage.flushes().stream().anyMatch(flush -> !flush.events().isEmpty());
  }

  @Test
  void being_apart_is_set_and_ended_by_an_edit_and_is_never_journaled() {
    JsonObject bob = JsonObject.of("memberId", Json.of("bob"));
    int kept = stage.journal().size();
    stage.step(new Input.Edit(1, "ann", new Command(Moderation.APART, 0, bob)));
    assertThat(room().layers().object("live:member:bob").object("apart").has("ann")).isTrue();
    stage.step(
        new Input.Edit(2, "ann", new Command(Moderation.APART, 0, bob.with("apart", false))));
    assertThat(room().layers().object("live:member:bob").isEmpty()).isTrue();
    assertThat(stage.journal()).hasSize(kept);
  }

  @Test
  void an_edit_says_in_whose_name_it_comes() {
    JsonObject bob = JsonObject.of("memberId", Json.of("bob"));
    stage.step(new Input.Edit(1, "eve", new Command("member.remove", 0, bob)));
    assertThat(edited()).isInstanceOf(Answer.Reject.class);
    stage.step(new Input.Edit(2, "eve", new Command("member.remove", 0, bob.with("as", "admin"))));
    stage.keep();
    assertThat(edited()).isInstanceOf(Answer.Ack.class);
    assertThat(room().member("bob")).isNull();
  }

  private Answer edited() {
    return Objects.requireNonNull(stage.all(Effect.Edited.class).getFirst().answer());
  }
}
