package dev.roomkeeper.server.gateway;

import static dev.roomkeeper.server.gateway.WireSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many bytes frames may have in binary. */
final class BinaryBudgetTest {
  @Test
  void places_of_1_50_and_100_of_100_movers_take_at_most_10_260_and_510_bytes() {
    WireSession movers = BinaryVectorsTest.movers();
    assertThat(movers.frames().get(1).binary()).hasSizeLessThanOrEqualTo(10);
    assertThat(movers.frames().get(2).binary()).hasSizeLessThanOrEqualTo(260);
    assertThat(movers.frames().get(3).binary()).hasSizeLessThanOrEqualTo(510);
  }

  @Test
  void the_whole_state_of_100_movers_takes_at_most_1700_bytes() {
    WireSession movers = BinaryVectorsTest.movers();
    assertThat(movers.frames().getFirst().binary()).hasSizeLessThanOrEqualTo(1_700);
  }

  @Test
  void the_drag_of_one_of_500_objects_takes_at_most_24_bytes() {
    WireSession session = new WireSession();
    Random random = new Random(1);
    session.change(
        JsonObject.of("all", JsonObject.of("board", BinaryVectorsTest.places(random, 500))), 0);
    String dragged = session.layers().object("all").object("board").keys().get(499);
    session.join(Set.of("all"), null);
    session.patch(
        json("{'live:all':{'board':{'ID':{'x':512.25,'y':730.5}}}}".replace("ID", dragged)),
        0,
        Set.of(),
        Set.of());
    // Its first frame spells the names that the live layer does not have yet.
    assertThat(session.last().binary()).as("it begins").hasSizeLessThanOrEqualTo(32);
    session.patch(
        json("{'live:all':{'board':{'ID':{'x':522.25,'y':700.5}}}}".replace("ID", dragged)),
        0,
        Set.of(),
        Set.of());
    assertThat(session.last().binary()).as("it goes on").hasSizeLessThanOrEqualTo(24);
  }
}
