package dev.roomkeeper.kinds.space;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.testing.TestRoom;
import org.junit.jupiter.api.Test;

/** S6: what a space can be made of. */
final class SpaceOptionsTest {
  private static void assertRefused(String options, String sentence) {
    assertThatThrownBy(() -> new TestRoom(new Space(), options, 1))
        .hasMessageContaining("option ")
        .hasMessageContaining(sentence);
  }

  @Test
  void S6_the_numbers_of_a_space() {
    RoomRules rules = new Space().rules(json("{width:10, height:10}"));
    assertThat(rules.flushMillis()).isEqualTo(50);
    assertThat(rules.graceMillis()).isEqualTo(60_000);
    assertThat(rules.vanishes()).isFalse();
    assertThat(new Space().rules(json("{width:10, height:10, kept:false}")).vanishes()).isTrue();
    assertThat(new Space().rules(json("{width:9, height:9, membersMax:2}")).membersMax())
        .isEqualTo(2);
    assertThat(new Space().durability("move")).isEqualTo(Durability.LAZY);
    assertThat(new Space().durability("signal")).isEqualTo(Durability.LAZY);
    assertThat(new Space().durability("bubble-message")).isEqualTo(Durability.LAZY);
    assertThat(new Space().durability("chat-message")).isEqualTo(Durability.DURABLE);
  }

  @Test
  void S6_all_that_is_wrong_with_options_is_told() {
    assertRefused("{}", "\"width\" must be a whole number from 1 to 9999");
    assertRefused("{width:10000, height:5}", "\"width\"");
    assertRefused("{width:5, height:0}", "\"height\"");
    assertRefused("{width:5, height:5, depth:5}", "\"depth\" is unknown");
    assertRefused("{width:5, height:5, kept:'yes'}", "\"kept\" must be true or false");
    assertRefused("{width:5, height:5, mapId:7}", "\"mapId\"");
    assertRefused("{width:5, height:5, editors:'me'}", "\"editors\" must be \"owner\" or");
    assertRefused(
        "{width:5, height:5, spawn:{x:5, y:0}}", "\"spawn\" must be on the map, not at (5, 0)");
    assertRefused("{width:5, height:5, spawn:7}", "\"spawn\" must be an object");
    assertRefused("{width:5, height:5, membersMax:4001}", "\"membersMax\"");
    assertRefused("{width:5, height:5, flushMillis:1001}", "\"flushMillis\"");
  }

  @Test
  void S6_walls_fit_the_map_and_leave_a_place() {
    new TestRoom(new Space(), "{width:512, height:512, walls:['#']}", 1);
    new TestRoom(new Space(), "{width:2, height:2, walls:['##', '#']}", 1);
    assertRefused("{width:513, height:5, walls:['#']}", "at most 512 x 512");
    assertRefused("{width:2, height:2, walls:['###']}", "strings of at most 2 characters");
    assertRefused("{width:2, height:2, walls:['#','#','#']}", "array of at most 2 strings");
    assertRefused("{width:2, height:2, walls:['#', 7]}", "\"walls.1\" must be a string");
    assertRefused("{width:2, height:2, walls:'##'}", "\"walls\" must be an array");
    assertRefused("{width:2, height:2, walls:['##', '##']}", "leave a place");
  }

  @Test
  void S6_elements_are_as_they_would_be_placed() {
    String one = "{width:5, height:5, elements:{e1:%s}}";
    assertRefused(one.formatted("7"), "\"elements.e1\" must be an object");
    assertRefused(
        one.formatted("{elementId:'c', x:0, y:0, width:1, height:1, imageUrl:'/not/kept.png'}"),
        "\"elements.e1.imageUrl\" is unknown");
    assertRefused(one.formatted("{}"), "\"elements.e1.elementId\" must be a string");
    assertRefused(
        one.formatted("{elementId:'c', x:6, y:0, width:1, height:1, static:true}"),
        "\"elements.e1\": an element is placed from (0, 0) to (5, 5), not at (6, 0)");
    assertRefused(
        one.formatted("{elementId:'c', x:0, y:0, width:101, height:1, static:true}"),
        "\"elements.e1.width\"");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 2_000; i++) {
      many.append("e%d:{elementId:'c', x:0, y:0, width:1, height:1, static:false},".formatted(i));
    }
    assertRefused("{width:5, height:5, elements:{" + many + "}}", "at most 2000");
  }

  @Test
  void S6_what_a_space_is_made_of_stands_in_its_document() {
    TestRoom room =
        new TestRoom(
            new Space(),
            "{width:20, height:20, mapId:'m1', editors:'everyone', kept:false, walls:['#'],"
                + "elements:{e1:{elementId:'c', x:0, y:0, width:1, height:1, static:false,"
                + "use:'cardtable'}}}",
            1);
    var ann = room.join("ann");
    assertThat(ann.at("space"))
        .isEqualTo(json("{width:20, height:20, mapId:'m1', editors:'everyone', kept:false}"));
    assertThat(ann.at("elements"))
        .isEqualTo(
            json(
                "{e1:{elementId:'c', x:0, y:0, width:1, height:1, static:false,"
                    + "use:'cardtable'}}"));
    assertThat(room.server("walls").keys()).containsExactly("0,0");
  }
}
