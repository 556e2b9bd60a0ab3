package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests the replica against the vectors that the TypeScript client passes too, and against the RFC.
 */
final class ReplicaTest {
  private static final JsonNode VECTORS = vectors();

  private static JsonNode vectors() {
    try {
      return JsonFrames.JSON.readTree(
          Files.readString(Path.of("..", "client", "test", "vectors", "replica.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<JsonNode> patches() {
    return VECTORS.path("patches").valueStream();
  }

  private static Stream<JsonNode> views() {
    return VECTORS.path("views").valueStream();
  }

  @ParameterizedTest
  @MethodSource("patches")
  void a_merge_patch_follows_RFC_7396(JsonNode vector) {
    JsonNode target = vector.path("target");
    JsonNode before = target.deepCopy();
    assertThat(MergePatch.apply(target, vector.path("patch"))).isEqualTo(vector.path("result"));
    assertThat(target).as("is left as it was").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("views")
  void P7_P9_frames_make_the_view_that_every_client_makes_of_them(JsonNode vector) {
    Replica replica = joined(Replica.EMPTY, vector.path("layers"), 1);
    long version = 1;
    for (JsonNode frame : vector.path("frames")) {
      replica = patched(replica, frame, ++version);
    }
    assertThat(replica.view()).as(vector.path("name").asString()).isEqualTo(vector.path("view"));
    assertThat(replica.version()).isEqualTo(version);
  }

  @Test
  void live_layers_lie_over_the_kept_ones_and_go_with_them() {
    JsonNode state =
        json(
            "{'layers':{'all':{'c':{'x':1}},'cell:0,0':{'w':{'x':3}}},"
                + "'live':{'live:all':{'c':{'x':7}},'live:cell:0,0':{'w':{'x':4}}}}");
    Replica held = Replica.EMPTY.after((ServerFrame.Joined) frame(joinedFrame(false, state, 1)));
    assertThat(held.view()).isEqualTo(json("{'c':{'x':7},'w':{'x':4}}"));
    Replica moved = patched(held, json("{'changes':{'live:all':{'c':{'x':8}}}}"), 1);
    assertThat(moved.view()).isEqualTo(json("{'c':{'x':8},'w':{'x':4}}"));
    Replica ended =
        patched(moved, json("{'changes':{'all':{'c':{'x':9}},'live:all':{'c':null}}}"), 2);
    assertThat(ended.view()).isEqualTo(json("{'c':{'x':9},'w':{'x':4}}"));
    Replica left = patched(ended, json("{'leave':['cell:0,0']}"), 3);
    assertThat(left.layers()).containsOnlyKeys("all", "live:all");
  }

  @Test
  void a_resume_replaces_the_live_layers_and_drops_kept_ones_without_a_live_twin() {
    JsonNode state =
        json(
            "{'layers':{'all':{'a':1},'cell:0,0':{'b':1}},"
                + "'live':{'live:all':{'c':1},'live:cell:0,0':{'d':1}}}");
    Replica held = Replica.EMPTY.after((ServerFrame.Joined) frame(joinedFrame(false, state, 1)));
    JsonNode resumed = json("{'changes':{'all':{'a':2}},'live':{'live:all':{}}}");
    Replica back = held.after((ServerFrame.Joined) frame(joinedFrame(true, resumed, 2)));
    assertThat(back.view()).isEqualTo(json("{'a':2}"));
    assertThat(back.layers()).containsOnlyKeys("all", "live:all");
  }

  @Test
  void a_change_shares_the_unchanged_parts_and_leaves_the_earlier_replica_as_it_was() {
    Replica before =
        joined(Replica.EMPTY, json("{'all':{'c1':{'x':1},'c2':{'x':2}},'member:a':{'t':{}}}"), 1);
    Replica after = patched(before, json("{'changes':{'all':{'c1':{'x':5},'c2':{'x':2}}}}"), 2);
    assertThat(before.view()).isEqualTo(json("{'c1':{'x':1},'c2':{'x':2},'t':{}}"));
    assertThat(after.view()).isEqualTo(json("{'c1':{'x':5},'c2':{'x':2},'t':{}}"));
    assertThat(after.at("c2")).isSameAs(before.at("c2"));
    assertThat(after.at("c1", "x", "deeper").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void random_frames_make_the_view_that_the_pseudocode_of_the_RFC_makes(long seed) {
    Random random = new Random(seed);
    List<String> names = List.of("all", "role:dm", "cell:0,1", "member:ann");
    Map<String, ObjectNode> expected = new TreeMap<>();
    Replica replica = joined(Replica.EMPTY, json("{}"), 0);
    List<Replica> past = new ArrayList<>();
    List<JsonNode> pastViews = new ArrayList<>();
    for (int step = 1; step <= 200; step++) {
      String name = names.get(random.nextInt(names.size()));
      ObjectNode held = expected.get(name);
      ObjectNode frame = JsonFrames.JSON.createObjectNode();
      if (held == null) {
        ObjectNode whole = document(random, 3);
        frame.putObject("enter").set(name, whole);
        expected.put(name, whole.deepCopy());
      } else if (random.nextInt(10) == 0) {
        frame.putArray("leave").add(name);
        expected.remove(name);
      } else {
        ObjectNode patch = patch(random, held, 3);
        frame.putObject("changes").set(name, patch);
        expected.put(name, (ObjectNode) mergePatch(held, patch));
      }
      replica = patched(replica, frame, step);
      ObjectNode view = JsonFrames.JSON.createObjectNode();
      for (String layer : names) {
        ObjectNode part = expected.get(layer);
        view = part == null ? view : (ObjectNode) mergePatch(view, part.deepCopy());
      }
      assertThat(replica.view()).as("step " + step).isEqualTo(view);
      past.add(replica);
      pastViews.add(view.deepCopy());
    }
    for (int i = 0; i < past.size(); i++) {
      assertThat(past.get(i).view())
          .as("the past is as it was at " + i)
          .isEqualTo(pastViews.get(i));
    }
  }

  /** The RFC's pseudocode, which changes the target in place. */
  private static JsonNode mergePatch(@Nullable JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object : JsonFrames.JSON.createObjectNode();
    for (var change : changes.properties()) {
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), mergePatch(result.get(change.getKey()), change.getValue()));
      }
    }
    return result;
  }

  private static final List<String> KEYS = List.of("a", "b", "c", "d", "__proto__", "1", "");

  private static ObjectNode document(Random random, int depth) {
    ObjectNode document = JsonFrames.JSON.createObjectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      document.set(KEYS.get(random.nextInt(KEYS.size())), value(random, depth - 1));
    }
    return document;
  }

  private static JsonNode value(Random random, int depth) {
    if (depth > 0 && random.nextBoolean()) {
      return document(random, depth);
    }
    return random.nextInt(10) == 0
        ? JsonFrames.JSON.createArrayNode().add(random.nextInt(3)).add("x")
        : JsonFrames.JSON.getNodeFactory().numberNode(random.nextInt(5));
  }

  private static ObjectNode patch(Random random, ObjectNode document, int depth) {
    ObjectNode patch = JsonFrames.JSON.createObjectNode();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      if (random.nextInt(10) < 3) {
        patch.putNull(key);
      } else if (document.get(key) instanceof ObjectNode inner && depth > 0) {
        patch.set(key, patch(random, inner, depth - 1));
      } else {
        patch.set(key, value(random, depth - 1));
      }
    }
    return patch;
  }

  // --- Frames ---

  private static Replica joined(Replica before, JsonNode layers, long version) {
    ObjectNode state = JsonFrames.JSON.createObjectNode();
    state.set("layers", layers);
    return before.after((ServerFrame.Joined) frame(joinedFrame(false, state, version)));
  }

  private static ObjectNode joinedFrame(boolean resumed, JsonNode state, long version) {
    ObjectNode frame = JsonFrames.JSON.createObjectNode().put("type", "joined");
    ObjectNode payload = frame.putObject("payload");
    payload.setAll((ObjectNode) state);
    payload.putObject("room").put("id", "r").put("kind", "lobby").put("name", "R");
    payload.put("self", "ann").put("session", "s").put("now", 1).put("resumed", resumed);
    payload.put("epoch", 1).put("version", version);
    return frame;
  }

  private static Replica patched(Replica before, JsonNode parts, long version) {
    ObjectNode frame = ((ObjectNode) parts).deepCopy();
    frame.put("type", "patch").put("epoch", 1).put("version", version);
    return before.after((ServerFrame.Patch) frame(frame));
  }

  private static ServerFrame frame(ObjectNode frame) {
    byte[] bytes = frame.toString().getBytes(UTF_8);
    try {
      return new JsonFrames().read(bytes, bytes.length);
    } catch (FrameCodec.UnreadableFrame e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String text) {
    return JsonFrames.JSON.readTree(text.replace('\'', '"'));
  }
}
