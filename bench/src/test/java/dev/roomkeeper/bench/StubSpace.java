package dev.roomkeeper.bench;

import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The minimum of a space: walkers in cells, and each member receives the nine cells around it. */
final class StubSpace {
  private static final int CELL = 16;

  private static final class Member {
    final String id;
    int x;
    int y;

    Member(String id, int x, int y) {
      this.id = id;
      this.x = x;
      this.y = y;
    }

    String cell() {
      return "cell:" + x / CELL + "," + y / CELL;
    }

    boolean holds(String cell) {
      return holds(x, y, cell);
    }

    static boolean holds(int x, int y, String cell) {
      String[] sides = cell.substring("cell:".length()).split(",", 2);
      return Math.abs(x / CELL - Integer.parseInt(sides[0])) <= 1
          && Math.abs(y / CELL - Integer.parseInt(sides[1])) <= 1;
    }
  }

  private final boolean[][] free;
  private final BiConsumer<Channel, String> send;
  private final Map<Channel, Member> members = new LinkedHashMap<>();

  StubSpace(JsonNode options, BiConsumer<Channel, String> send) {
    this.free = new boolean[options.path("width").asInt()][options.path("height").asInt()];
    for (boolean[] column : free) {
      Arrays.fill(column, true);
    }
    for (JsonNode element : options.path("elements")) {
      int x = element.path("x").asInt();
      int y = element.path("y").asInt();
      for (int i = 0; i < element.path("width").asInt(); i++) {
        Arrays.fill(free[x + i], y, y + element.path("height").asInt(), false);
      }
    }
    this.send = send;
  }

  private boolean isFree(int x, int y) {
    return x >= 0 && y >= 0 && x < free.length && y < free[x].length && free[x][y];
  }

  /** Puts the member on the first free place of a street. */
  void join(Channel channel, String id) {
    for (int y = 0; y < free[0].length; y++) {
      for (int x = 0; x < free.length; x++) {
        if (isFree(x, y) && isFree(x + 1, y) && isVacant(x, y)) {
          Member member = new Member(id, x, y);
          members.put(channel, member);
          tell(member.cell(), member, null, channel);
          ObjectNode layers = HttpApi.JSON.createObjectNode();
          layers.putObject("all").putObject("people");
          enterAround(member, layers);
          send.accept(
              channel,
              "{\"type\":\"joined\",\"payload\":{\"self\":\"%s\",\"session\":\"s\",\"layers\":%s}}"
                  .formatted(id, layers));
          return;
        }
      }
    }
    throw new IllegalStateException("the map is full");
  }

  private boolean isVacant(int x, int y) {
    return members.values().stream().noneMatch(other -> other.x == x && other.y == y);
  }

  private void enterAround(Member member, ObjectNode layers) {
    for (int cx = Math.max(0, member.x / CELL - 1); cx <= member.x / CELL + 1; cx++) {
      for (int cy = Math.max(0, member.y / CELL - 1); cy <= member.y / CELL + 1; cy++) {
        enter("cell:" + cx + "," + cy, layers);
      }
    }
  }

  private void enter(String cell, ObjectNode layers) {
    ObjectNode layer = layers.putObject(cell);
    for (Member other : members.values()) {
      if (other.cell().equals(cell)) {
        layer.withObject("/walkers").putObject(other.id).put("x", other.x).put("y", other.y);
      }
    }
  }

  void move(Channel channel, int x, int y) {
    Member member = Objects.requireNonNull(members.get(channel));
    if (Math.abs(member.x - x) + Math.abs(member.y - y) != 1 || !isFree(x, y)) {
      String code = "{\"type\":\"reject\",\"code\":\"BAD_REQUEST\",\"message\":\"no step\"}";
      send.accept(channel, code);
      return;
    }
    int fromX = member.x;
    int fromY = member.y;
    String before = member.cell();
    member.x = x;
    member.y = y;
    tell(member.cell(), member, before, channel);
    ObjectNode patch = patch();
    ObjectNode changes = patch.putObject("changes");
    change(changes, member.cell(), member);
    if (!before.equals(member.cell())) {
      changes.withObject("/" + before + "/walkers").putNull(member.id);
      ObjectNode around = HttpApi.JSON.createObjectNode();
      enterAround(member, around);
      ObjectNode enter = patch.putObject("enter");
      around.properties().stream()
          .filter(layer -> !Member.holds(fromX, fromY, layer.getKey()))
          .forEach(layer -> enter.set(layer.getKey(), layer.getValue()));
      Member ghost = new Member(member.id, fromX, fromY);
      ObjectNode former = HttpApi.JSON.createObjectNode();
      enterAround(ghost, former);
      former.properties().stream()
          .map(Map.Entry::getKey)
          .filter(cell -> !member.holds(cell))
          .forEach(patch.putArray("leave")::add);
    }
    send.accept(channel, patch.toString());
  }

  private static ObjectNode patch() {
    return HttpApi.JSON.createObjectNode().put("type", "patch").put("epoch", 1).put("version", 3);
  }

  private static void change(ObjectNode changes, String cell, Member member) {
    ObjectNode place = changes.putObject(cell).putObject("walkers").putObject(member.id);
    place.put("x", member.x).put("y", member.y);
  }

  /** Sends a step to the other members that hold one of its cells. */
  private void tell(String cell, Member member, @Nullable String before, Channel own) {
    members.forEach((channel, other) -> {
      ObjectNode changes = HttpApi.JSON.createObjectNode();
      if (other.holds(cell)) {
        change(changes, cell, member);
      }
      if (before != null && !before.equals(cell) && other.holds(before)) {
        changes.putObject(before).putObject("walkers").putNull(member.id);
      }
      if (!channel.equals(own) && !changes.isEmpty()) {
        ObjectNode patch = patch();
        patch.set("changes", changes);
        send.accept(channel, patch.toString());
      }
    });
  }

  /** Sends a message to all members, however far away they are. */
  void shout(Channel channel) {
    String text =
        "{\"type\":\"bubble-message\",\"from\":\"%s\",\"payload\":{}}"
            .formatted(Objects.requireNonNull(members.get(channel)).id);
    members.keySet().forEach(each -> send.accept(each, text));
  }

  void leave(Channel channel) {
    members.remove(channel);
  }
}
