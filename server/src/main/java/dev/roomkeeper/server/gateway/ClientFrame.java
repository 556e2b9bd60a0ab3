package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Resume;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Names;
import dev.roomkeeper.module.NormalForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client sends, read from JSON. */
sealed interface ClientFrame {
  /** The commands of the protocol that give a name. */
  Set<String> NAMING = Set.of(Room.RENAME, Room.RENAME_MEMBER);

  int TYPE_LENGTH_MAX = 64;
  int NAME_LENGTH_MAX = 64;
  int PASSPHRASE_LENGTH_MAX = 256;
  int WATCHED_MAX = 64;
  int LAYER_LENGTH_MAX = 256;

  /** The first frame. */
  record Join(@Nullable String name, @Nullable String passphrase, @Nullable Resume resume)
      implements ClientFrame {
    @Override
    public String toString() {
      return "Join"; // Leaves out the passphrase, which must not reach a log.
    }
  }

  /** The first frame of a client that watches without being a member. */
  record Watch(List<String> layers) implements ClientFrame {}

  /** Asks whether the server is alive. */
  record Ping(@Nullable Json echoed) implements ClientFrame {}

  /** What it holds of these layers is not what it was told. */
  record Differs(List<String> layers) implements ClientFrame {}

  /** A newer token. */
  record Auth(String token) implements ClientFrame {
    @Override
    public String toString() {
      return "Auth";
    }
  }

  /** Everything else. */
  record Ask(Command command) implements ClientFrame {}

  /** Not a frame of this protocol. */
  record Malformed(String problem) implements ClientFrame {}

  /** A wrong command that can be answered by its number. */
  record Wrong(long seq, String problem) implements ClientFrame {}

  static ClientFrame of(JsonObject frame) {
    if (!(frame.get("type") instanceof Json.Text(var type))
        || type.isEmpty()
        || type.length() > TYPE_LENGTH_MAX) {
      return new Malformed("\"type\" must be a string of 1 to 64 characters");
    }
    Json given = frame.get("payload");
    JsonObject payload = given instanceof JsonObject object ? object : JsonObject.EMPTY;
    boolean payloadIsWrong = given != null && !(given instanceof JsonObject);
    return switch (type) {
      case "join" -> payloadIsWrong ? new Malformed(PAYLOAD) : join(payload);
      case "watch" -> payloadIsWrong ? new Malformed(PAYLOAD) : watch(payload);
      case "ping" -> new Ping(echoed(payload.get("t")));
      case "differs" -> new Differs(names(payload.get("layers")));
      case "auth" ->
          payload.get("token") instanceof Json.Text(var token)
              ? new Auth(token)
              : new Malformed("\"token\" must be a string");
      default -> ask(type, frame.get("seq"), payload, payloadIsWrong);
    };
  }

  String PAYLOAD = "\"payload\" must be an object";

  private static ClientFrame ask(
      String type, @Nullable Json given, JsonObject payload, boolean payloadIsWrong) {
    long seq = 0;
    if (given != null) {
      if (!(given instanceof Json.Num(var number))
          || number != Math.rint(number)
          || number < 1
          || number > Command.SEQ_MAX) {
        return new Malformed("\"seq\" must be a whole number from 1 to 2^53-1");
      }
      seq = (long) number;
    }
    return payloadIsWrong
        ? new Wrong(seq, PAYLOAD)
        : new Ask(new Command(type, seq, inNormalForm(type, payload)));
  }

  private static ClientFrame join(JsonObject payload) {
    Json name = payload.get("name");
    Json passphrase = payload.get("passphrase");
    Json resume = payload.get("resume");
    if (!isTextOrNothing(name, NAME_LENGTH_MAX)) {
      return new Malformed("\"name\" must be a string of at most 64 characters");
    }
    if (!isTextOrNothing(passphrase, PASSPHRASE_LENGTH_MAX)) {
      return new Malformed("\"passphrase\" must be a string of at most 256 characters");
    }
    Resume point = null;
    if (resume instanceof JsonObject from) {
      String session = from.text("session");
      double epoch = from.number("epoch", -1);
      double version = from.number("version", -1);
      if (session == null || epoch < 0 || version < 0) {
        return new Malformed("\"resume\" must hold a session, an epoch and a version");
      }
      point = new Resume(session, (long) epoch, (long) version);
    } else if (resume != null && resume != Json.Null.NULL) {
      return new Malformed("\"resume\" must be an object");
    }
    return new Join(clean(name), text(passphrase), point);
  }

  private static ClientFrame watch(JsonObject payload) {
    List<String> layers = new ArrayList<>();
    if (payload.get("layers") instanceof Json.Arr(var items) && items.size() <= WATCHED_MAX) {
      for (Json item : items) {
        if (item instanceof Json.Text(var layer) && layer.length() <= LAYER_LENGTH_MAX) {
          layers.add(layer);
        }
      }
      if (!layers.isEmpty() && layers.size() == items.size()) {
        return new Watch(layers);
      }
    }
    return new Malformed("\"layers\" must be an array of 1 to " + WATCHED_MAX + " layers' names");
  }

  /** As many as may be asked for at once; what is no name is left out. */
  private static List<String> names(@Nullable Json given) {
    return given instanceof Json.Arr(var items)
        ? items.stream()
            .limit(WATCHED_MAX)
            .filter(
                item -> item instanceof Json.Text(var name) && name.length() <= LAYER_LENGTH_MAX)
            .map(item -> ((Json.Text) item).value())
            .toList()
        : List.of();
  }

  private static boolean isTextOrNothing(@Nullable Json value, int lengthMax) {
    return value == null
        || value == Json.Null.NULL
        || (value instanceof Json.Text(var text) && text.length() <= lengthMax);
  }

  private static @Nullable String text(@Nullable Json value) {
    return value instanceof Json.Text(var text) && !text.isEmpty() ? text : null;
  }

  /** The payload with the name that it gives, if it gives one, in its normal form. */
  private static JsonObject inNormalForm(String type, JsonObject payload) {
    return NAMING.contains(type) && payload.get("name") instanceof Json.Text(var name)
        ? payload.with("name", NormalForm.of(name))
        : payload;
  }

  /** A name without invisible characters and surrounding spaces; null if nothing is left. */
  private static @Nullable String clean(@Nullable Json name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    String clean = Names.cleaned(NormalForm.of(text), NAME_LENGTH_MAX);
    return clean.isEmpty() ? null : clean;
  }

  private static @Nullable Json echoed(@Nullable Json value) {
    return value instanceof Json.Num
            || (value instanceof Json.Text(var text) && text.length() <= 64)
        ? value
        : null;
  }
}
