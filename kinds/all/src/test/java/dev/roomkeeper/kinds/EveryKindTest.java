package dev.roomkeeper.kinds;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.testing.KindTests;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind has to be, whatever its members ask. */
final class EveryKindTest {
  static Stream<RoomKind> kinds() {
    return FoundKinds.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void it_is_the_same_twice_stays_whole_and_within_its_bounds(RoomKind kind) {
    String options =
        switch (kind.name()) {
          case "space" -> "{width:40, height:40}";
          case "arena" -> "{bots:1}";
          default -> "{}";
        };
    int steps = kind.name().equals("arena") ? 100 : 300; // each is some thirty ticks
    KindTests.of(kind).withOptions(options).withSteps(steps).all();
  }
}
