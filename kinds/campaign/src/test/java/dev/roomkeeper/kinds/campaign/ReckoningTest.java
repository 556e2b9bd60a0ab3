package dev.roomkeeper.kinds.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Bestiary;
import dev.roomkeeper.kinds.campaign.bestiary.reading.TextJson;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.ConsequenceType;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fights of forty over ten rounds, held after each command against {@code reckoning.py}, which
 * shares neither code nor stat blocks with the rules. {@code -Dreckoning.fights=} plays more.
 */
final class ReckoningTest {
  private static final int FIGHTS = Integer.getInteger("reckoning.fights", 2);
  private static final long FIRST = Long.getLong("reckoning.seed", 1);

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"2014", "2024"})
  void a_fight_of_forty_goes_as_reckoned_from_the_text(String edition) throws Exception {
    boolean hasPython = hasPython();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(hasPython).as("CI has python3").isTrue();
    }
    assumeTrue(hasPython, "python3 is not on this machine");
    Path reckoning = copied("reckoning.py");
    Path blocks = copied("stat-blocks-" + edition + ".txt");
    for (long seed = FIRST; seed < FIRST + FIGHTS; seed++) {
      List<String> lines =
          run("python3", reckoning.toString(), edition, Long.toString(seed), blocks.toString());
      assertThat(lines).hasSizeGreaterThan(400);
      play(edition, seed, lines);
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      Process python = new ProcessBuilder("python3", "--version").redirectErrorStream(true).start();
      return python.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private Path copied(String name) throws IOException {
    Path file = temp.resolve(name);
    try (InputStream in = ReckoningTest.class.getResourceAsStream("reckoning/" + name)) {
      Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
    }
    return file;
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    Path out = temp.resolve("out");
    Path errors = temp.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return Files.readAllLines(out);
  }

  private static void play(String edition, long seed, List<String> lines) throws IOException {
    TestRoom room = new TestRoom(new Campaign(bestiary()), "{edition:'" + edition + "'}", 1);
    TestClient dan = room.join("dan");
    TestClient ann = room.join("ann");
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = (JsonObject) TextJson.parse(lines.get(i));
      String type = Objects.requireNonNull(line.text("type"));
      assertThat(dan.send(type, WithVersions.fill(room, dan, type, line.object("payload"))))
          .as("seed " + seed + ", line " + (i + 1) + ": " + type + " " + line.object("payload"))
          .isInstanceOf(Answer.Ack.class);
      JsonObject then = line.object("then");
      if (dan.at("encounters", "e1").has("order") && !then.object("all").isEmpty()) {
        assertThat(Standings.of(dan, ann, then))
            .as("seed " + seed + ", line " + (i + 1) + ": " + type + " " + line.object("payload"))
            .isEqualTo(then);
      }
    }
  }

  private static Bestiary bestiary() throws IOException {
    try (InputStream in = Bestiary.class.getResourceAsStream(Bestiary.RESOURCE)) {
      String file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Bestiary.read(file.lines().map(each -> (JsonObject) TextJson.parse(each)).toList());
    }
  }

  /** How all stand, in the words of the reckoning. */
  private static final class Standings {
    private final JsonObject dms;
    private final JsonObject players;

    private Standings(TestClient dan, TestClient ann) {
      this.dms = dan.view();
      this.players = ann.view();
    }

    static JsonObject of(TestClient dan, TestClient ann, JsonObject then) {
      Standings standings = new Standings(dan, ann);
      JsonObject order = standings.dms.object(List.of("encounters", "e1", "order"));
      List<Json> places = new ArrayList<>();
      for (Json each : ((Json.Arr) Objects.requireNonNull(order.get("places"))).items()) {
        if (!"gone".equals(((JsonObject) each).text("kind"))) {
          places.add(Json.of(Objects.requireNonNull(((JsonObject) each).text("id"))));
        }
      }
      int active = (int) order.number("active", -1);
      String turn = "";
      if (active >= 0) {
        List<Json> all = ((Json.Arr) Objects.requireNonNull(order.get("places"))).items();
        turn = Objects.requireNonNull(((JsonObject) all.get(active)).text("id"));
      }
      JsonObject shown = JsonObject.EMPTY;
      for (String id : then.object("all").keys()) {
        shown = shown.with(id, standings.one(id, then.object("all").object(id)));
      }
      return JsonObject.of("round", Json.of(order.number("round", 0)))
          .with("turn", turn)
          .with("order", new Json.Arr(places))
          .with("all", shown);
    }

    private JsonObject one(String id, JsonObject wanted) {
      boolean isHero = id.startsWith("p");
      JsonObject combatant = dms.object(List.of("encounters", "e1", "combatants", id));
      JsonObject vitals =
          isHero ? dms.object(List.of("characters", id, "vitals")) : combatant.object("vitals");
      JsonObject hp = vitals.object("hp");
      String life = Objects.requireNonNull(vitals.text("life"));
      List<Json> points =
          new ArrayList<>(List.of(Json.of(hp.number("now", -1)), Json.of(hp.number("max", -1))));
      JsonObject one = JsonObject.of("life", Json.of(life));
      if (life.equals("dead")) {
        return one.with("hp", new Json.Arr(points));
      }
      points.add(Json.of(hp.number("temporary", -1)));
      String face = isHero ? id : String.valueOf(combatant.object("face").text("id"));
      String concentration = vitals.text("concentration");
      String band = players.object(List.of("fight", "combatants", face)).text("band");
      // Before the DM's options all see the heroes' hit points, and no band.
      one = one.with("band", band == null ? String.valueOf(wanted.text("band")) : band);
      return one.with("hp", new Json.Arr(points))
          .with("conditions", conditions(vitals))
          .with("concentration", concentration == null ? "" : concentration)
          .with("saves", saves(vitals, life))
          .with("asks", asks(vitals));
    }

    private static Json conditions(JsonObject vitals) {
      TreeSet<String> conditions = new TreeSet<>();
      vitals
          .object("afflictions")
          .forEach((_, each) ->
              conditions.add(Objects.requireNonNull(((JsonObject) each).text("condition"))));
      return new Json.Arr(conditions.stream().<Json>map(Json::of).toList());
    }

    private static Json saves(JsonObject vitals, String life) {
      JsonObject saves = vitals.object("deathSaves");
      return life.equals("dying")
          ? new Json.Arr(
              List.of(
                  Json.of(saves.number("successes", -1)), Json.of(saves.number("failures", -1))))
          : new Json.Arr(List.of());
    }

    /** What is to be rolled, with its DC; recharge dice are not part of the reckoning. */
    private static JsonObject asks(JsonObject vitals) {
      JsonObject[] asks = {JsonObject.EMPTY};
      vitals
          .object("asks")
          .forEach((id, each) -> {
            switch (ConsequenceType.INSTANCE.of(each)) {
              case Consequence.AsksConcentrationSave(int dc) ->
                  asks[0] = asks[0].with(id, (long) dc);
              case Consequence.AsksSave(_, _, int dc) -> asks[0] = asks[0].with(id, (long) dc);
              case Consequence.AsksDeathSave _ -> asks[0] = asks[0].with(id, 0L);
              default -> {}
            }
          });
      return asks[0];
    }
  }
}
