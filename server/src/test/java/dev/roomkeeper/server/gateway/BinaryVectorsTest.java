package dev.roomkeeper.server.gateway;

import static dev.roomkeeper.server.gateway.WireSession.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The vectors in docs/vectors are what the server writes, and a decoder that was written from the
 * protocol's page reads them. To write them anew: {@code -Dvectors.write=true}.
 */
final class BinaryVectorsTest {
  private static final Path VECTORS = Path.of("../docs/vectors");

  private static void check(String name, WireSession session) {
    Path file = VECTORS.resolve(name);
    String now = WireSession.file("server", session.frames());
    try {
      if (Boolean.getBoolean("vectors.write")) {
        Files.writeString(file, now);
      }
      assertThat(now).as(name).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_frames_of_a_card_table_are_as_published() {
    check("table.json", table());
  }

  @Test
  void the_frames_of_movers_are_as_published() {
    check("movers.json", movers());
  }

  @Test
  void the_frames_of_random_changes_are_as_published() {
    check("random.json", random(20_261_129));
  }

  /** Python, that it be no code of ours twice. */
  @Test
  void a_decoder_in_another_language_reads_the_vectors() throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", VECTORS + "/decode.py"));
    try (var files = Files.list(VECTORS)) {
      files.map(Path::toString).filter(file -> file.endsWith(".json")).forEach(command::add);
    }
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("frames are as they should be");
    assertThat(python.exitValue()).isZero();
    assertThat(command).hasSizeGreaterThan(4);
  }

  /** A JSON session and a binary one say the same: what one decodes is what the other says. */
  @Test
  void any_session_is_the_same_in_both_subprotocols() throws Exception {
    Path dir = Files.createTempDirectory("vectors");
    List<String> command = new ArrayList<>(List.of("python3", VECTORS + "/decode.py"));
    long seed = System.nanoTime();
    for (int i = 0; i < 40; i++) {
      Path file = dir.resolve((seed + i) + ".json");
      Files.writeString(file, WireSession.file("server", random(seed + i).frames()));
      command.add(file.toString());
    }
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.waitFor()).as("seed %s: %s", seed, said).isZero();
  }

  // --- Sessions ---

  private static WireSession table() {
    WireSession session = new WireSession();
    session.change(
        json(
            "{'all':{'board':{'c1':{'x':10,'y':20.5,'face':'back','tags':['a','b']},'c2':{'x':1,'y':2}},'turn':'ann'},"
                + "'member:ann':{'hand':{'c7':{'value':'Q♥'}}},'live:all':{'cursors':{'ann':{'x':0.25,'y':-3}}}}"),
        0);
    session.join(Set.of("all", "member:ann"), null);
    session.patch(json("{'all':{'board':{'c1':{'x':120}}}}"));
    session.patch(json("{'all':{'board':{'c1':{'face':'front','tags':['b']}}}}"));
    session.patch(
        json("{'live:all':{'cursors':{'ann':{'x':0.5},'bob':{'x':7,'y':8}}}}"),
        0,
        Set.of(),
        Set.of());
    session.patch(
        json(
            "{'all':{'board':{'c2':null},'turn':'bob'},'member:ann':{'hand':{'c8':{'value':'2♠'}}}}"));
    session.patch(
        json("{'all':{'turn':null,'open':true,'shut':false,'empty':{}}}"),
        100,
        Set.of("cell:3,-4", "live:cell:3,-4", "role:dealer", "live:role:dealer"),
        Set.of(),
        new Event("all", "dice", "bob", json("{'faces':[1,6,{'k':[]}],'none':null,'sum':1e300}")),
        new Event("all", "bell", null, json("{}")));
    session.patch(
        json("{'cell:3,-4':{'walkers':{'ann':{'x':3,'y':4}}},'role:dealer':{'deck':0.1}}"));
    session.patch(
        json("{'cell:3,-4':null}").without("cell:3,-4"),
        0,
        Set.of(),
        Set.of("cell:3,-4", "live:cell:3,-4"));
    session.say(wire -> wire.answer(new Answer.Ack(7, 2, 159, true)));
    session.say(wire -> wire.answer(new Answer.Ack(8, 2, 159, false)));
    session.say(wire -> wire.answer(new Answer.Reject(9, Code.FORBIDDEN, "only ann may")));
    session.say(wire -> wire.answer(new Answer.Reject(0, Code.RATE_LIMITED, "slow down")));
    session.say(wire -> wire.error("BAD_REQUEST", "a number is not finite"));
    session.say(wire -> wire.pong(Json.of(1_764_000_000_000L), 1_764_000_000_050L));
    session.say(wire -> wire.pong(null, 1_764_000_000_050L));
    session.say(wire -> wire.ok("auth"));
    Change.Nested missed = session.change(json("{'all':{'board':{'c1':{'x':121,'y':null}}}}"), 3);
    session.join(
        Set.of("all", "role:dealer", "member:bob"),
        new Flush.Resumed(
            missed,
            Map.of("member:bob", session.layers().layer("member:bob")),
            List.of("member:ann"),
            List.of(new Flush.Told(160, new Event("all", "dice", "bob", json("{'faces':[2]}")))),
            false));
    session.patch(json("{'all':{'board':{'c1':{'x':122}}}}"));
    session.join(
        Set.of("all", "role:dealer"),
        new Flush.Resumed(Change.NONE, Map.of(), List.of("member:bob"), List.of(), true));
    session.check();
    session.watch(Set.of("all"));
    session.patch(json("{'all':{'board':{'c1':{'x':123}}}}"));
    return session;
  }

  static WireSession movers() {
    WireSession session = new WireSession();
    Random random = new Random(7);
    session.change(JsonObject.of("live:all", JsonObject.of("movers", places(random, 100))), 0);
    session.join(Set.of("all"), null);
    for (int movers : new int[] {1, 50, 100, 7}) {
      JsonObject all = session.layers().object("live:all").object("movers");
      List<String> ids = new ArrayList<>(all.keys());
      java.util.Collections.shuffle(ids, random);
      JsonObject moved = JsonObject.EMPTY;
      for (String id : ids.subList(0, movers)) {
        moved =
            moved.with(
                id,
                JsonObject.EMPTY
                    .with("x", moved(all.object(id).number("x", 0), random))
                    .with("y", moved(all.object(id).number("y", 0), random)));
      }
      session.patch(
          JsonObject.of("live:all", JsonObject.of("movers", moved)), 0, Set.of(), Set.of());
    }
    return session;
  }

  /** A step of up to 100 units that takes two bytes, whichever way. */
  private static double moved(double from, Random random) {
    double by = 1 + random.nextInt(6_000) / 64.0;
    return random.nextBoolean() ? from + by : from - by;
  }

  /** So many at places in a world of 1,000 by 1,000, in steps of a 64th. */
  static JsonObject places(Random random, int count) {
    JsonObject places = JsonObject.EMPTY;
    while (places.size() < count) {
      StringBuilder id = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        id.append((char) ('a' + random.nextInt(26)));
      }
      places =
          places.with(
              id.toString(),
              JsonObject.EMPTY
                  .with("x", random.nextInt(64_000) / 64.0)
                  .with("y", random.nextInt(64_000) / 64.0));
    }
    return places;
  }

  private static WireSession random(long seed) {
    RandomJson made = new RandomJson(new Random(seed));
    WireSession session = new WireSession();
    session.change(JsonObject.of("all", made.object(2)), 0);
    session.join(Set.of("all", "member:ann"), null);
    for (int i = 0; i < 40; i++) {
      JsonObject patch = JsonObject.EMPTY;
      for (String layer : List.of("all", "live:all", "member:ann", "live:member:ann")) {
        if (made.chance(3)) {
          patch = patch.with(layer, made.patch(session.layers().object(layer)));
        }
      }
      session.patch(patch, made.chance(20) ? 200 : made.below(5), Set.of(), Set.of());
      if (made.chance(4)) {
        session.check();
      }
    }
    return session;
  }
}
