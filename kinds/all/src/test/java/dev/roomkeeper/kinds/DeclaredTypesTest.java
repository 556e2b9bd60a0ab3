package dev.roomkeeper.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.TypeScript;
import dev.roomkeeper.kinds.arena.Arena;
import dev.roomkeeper.kinds.campaign.Campaign;
import dev.roomkeeper.kinds.cardtable.CardTable;
import dev.roomkeeper.kinds.lobby.Lobby;
import dev.roomkeeper.kinds.space.Space;
import dev.roomkeeper.kinds.tutorial.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The types for TypeScript are those that the kinds declare. To write them anew: {@code mvn -pl
 * kinds/all -am test -Dtest=DeclaredTypesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtypes=write}.
 */
final class DeclaredTypesTest {
  static Stream<RoomKind> kinds() {
    return Stream.of(
        new Lobby(), new CardTable(), new Space(), new Arena(), new Campaign(), new Poll());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void the_types_are_those_that_the_kind_declares(RoomKind kind) throws IOException {
    Path file = FoundKinds.root().resolve("client/test/kinds-types/" + kind.name() + ".ts");
    if (System.getProperty("types", "").equals("write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, TypeScript.of(kind));
    }
    assertThat(file).hasContent(TypeScript.of(kind));
  }
}
