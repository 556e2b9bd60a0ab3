package dev.roomkeeper.kinds.campaign.rules;

import static dev.roomkeeper.kinds.campaign.rules.Notation.body;
import static dev.roomkeeper.kinds.campaign.rules.Notation.editions;
import static dev.roomkeeper.kinds.campaign.rules.Notation.list;
import static dev.roomkeeper.kinds.campaign.rules.Notation.named;
import static dev.roomkeeper.kinds.campaign.rules.Notation.text;
import static dev.roomkeeper.kinds.campaign.rules.Notation.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions, order and turns, as the tables beside this test say. */
final class FightVectorsTest {
  static List<Arguments> conditions() {
    return Vectors.of("conditions");
  }

  @ParameterizedTest
  @MethodSource
  void conditions(String edition, String condition, String effects) {
    for (Edition each : editions(edition)) {
      assertThat(
              Conditions.all(each, named(Condition.class, condition)).stream().map(Notation::lower))
          .containsExactlyInAnyOrderElementsOf(list(effects));
    }
  }

  static List<Arguments> conditionBegins() {
    return Vectors.of("condition-begins");
  }

  @ParameterizedTest
  @MethodSource
  void conditionBegins(
      String edition, String before, String condition, String follows, String why) {
    Affliction affliction =
        new Affliction("new", named(Condition.class, condition), "", new Until.Removed());
    for (Edition each : editions(edition)) {
      List<Consequence> consequences = Conditions.begin(each, body(before), affliction);
      assertThat(text(consequences)).as(why).isEqualTo(follows);
    }
  }

  static List<Arguments> durations() {
    return Vectors.of("durations");
  }

  @ParameterizedTest
  @MethodSource
  void durations(String until, String event, String follows, String why) {
    Affliction affliction = new Affliction("a", Condition.BLINDED, "mage", Notation.until(until));
    Body body = Body.healthy(Nature.PLAIN_MONSTER, 9).with(affliction);
    List<Consequence> consequences = Turns.conditions(Notation.event(event), "self", body);
    assertThat(text(consequences).replace(" blinded", "")).as(why).isEqualTo(follows);
  }

  static List<Arguments> until() {
    return Vectors.of("until");
  }

  @ParameterizedTest
  @MethodSource
  void until(String order, int round, String whose, String which, String expected, String why) {
    List<TurnPlace> places = new ArrayList<>();
    for (String id : order.split(" ", -1)) {
      places.add(new TurnPlace(id, 30 - places.size(), 0, TurnPlace.Kind.ACTS));
    }
    int active = TurnOrder.of(places).indexOf(whose);
    TurnOrder now = new TurnOrder(places, round, active);
    String[] words = which.split(" ", -1);
    String last = words[words.length - 1];
    Until until =
        which.startsWith("start of next")
            ? Until.startOfNextTurn(now, last)
            : which.startsWith("end of next")
                ? Until.endOfNextTurn(now, last)
                : which.equals("end of this turn")
                    ? Until.endOfThisTurn(now)
                    : Until.rounds(now, Integer.parseInt(words[0]));
    assertThat(until).as(why).isEqualTo(Notation.until(expected));
  }

  static List<Arguments> order() {
    return Vectors.of("order");
  }

  @ParameterizedTest
  @MethodSource
  void order(String places, String expected, String why) {
    TurnOrder order = TurnOrder.of(list(places).stream().map(Notation::place).toList());
    assertThat(order.places().stream().map(TurnPlace::id))
        .as(why)
        .containsExactly(expected.split(" ", -1));
  }

  static List<Arguments> turns() {
    return Vectors.of("turns");
  }

  @ParameterizedTest
  @MethodSource
  void turns(String places, int steps, String expected, String why) {
    TurnOrder order = TurnOrder.of(list(places).stream().map(Notation::place).toList());
    List<TurnEvent> events = List.of();
    for (int i = 0; i < steps; i++) {
      TurnOrder.Step step = order.next();
      order = step.order();
      events = step.events();
    }
    assertThat(events)
        .as(why)
        .containsExactlyElementsOf(list(expected).stream().map(Notation::event).toList());
  }

  static List<Arguments> initiative() {
    return Vectors.of("initiative");
  }

  @ParameterizedTest
  @MethodSource
  void initiative(
      String edition,
      String body,
      String surprised,
      String advantage,
      String roll,
      int count,
      String why) {
    for (Edition each : editions(edition)) {
      assertThat(Initiative.roll(each, body(body), yes(surprised), yes(advantage)))
          .as(why)
          .isEqualTo(named(D20.class, roll));
      assertThat(Initiative.count(each, body(body), 12, 3)).as(why).isEqualTo(count);
    }
  }

  static List<Arguments> surprise() {
    return Vectors.of("surprise");
  }

  @ParameterizedTest
  @MethodSource
  void surprise(String edition, int turnsEnded, String effects) {
    assertThat(
            Surprise.effects(editions(edition).getFirst(), turnsEnded).stream()
                .map(Notation::lower))
        .containsExactlyElementsOf(list(effects));
  }

  static List<Arguments> turnStarts() {
    return Vectors.of("turn-starts");
  }

  @ParameterizedTest
  @MethodSource
  void turnStarts(String body, String pools, String follows, String why) {
    assertThat(text(Turns.start(body(body), Notation.pools(pools)))).as(why).isEqualTo(follows);
  }

  static List<Arguments> recharge() {
    return Vectors.of("recharge");
  }

  @ParameterizedTest
  @MethodSource
  void recharge(int from, int d6, String refills) {
    Pool breath = new Pool("breath", 1, 0, new Refill.Recharge(from));
    assertThat(breath.after(Turns.recharged(breath, d6)).left()).isEqualTo(yes(refills) ? 1 : 0);
  }

  static List<Arguments> legendary() {
    return Vectors.of("legendary");
  }

  @ParameterizedTest
  @MethodSource
  void legendary(
      String edition, String body, int left, int cost, String after, String may, String why) {
    Pool actions = new Pool(Legendary.ACTIONS, 3, left, new Refill.OwnTurn());
    for (Edition each : editions(edition)) {
      assertThat(Legendary.mayAct(each, body(body), actions, cost, yes(after)))
          .as(why)
          .isEqualTo(yes(may));
    }
  }

  static List<Arguments> lair() {
    return Vectors.of("lair");
  }

  @ParameterizedTest
  @MethodSource
  void lair(String printed, String isInLair, String pools, String why) {
    String[] counts = printed.replaceAll("[^0-9/ ]", "").split("[/ ]+", -1);
    Legendary legendary =
        new Legendary(
            Integer.parseInt(counts[0]),
            Integer.parseInt(counts[1]),
            Integer.parseInt(counts[2]),
            Integer.parseInt(counts[3]));
    assertThat(
            legendary.pools(yes(isInLair)).stream()
                .map(pool -> pool.name() + " " + pool.left() + "/" + pool.max()))
        .as(why)
        .containsExactlyElementsOf(list(pools));
  }
}
