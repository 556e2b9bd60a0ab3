package dev.roomkeeper.server.binary;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what one client sends to JSON. Remembers the forms of its commands, so that the next
 * command of a form is little more than its values.
 */
public final class ClientFrames {
  static final int MESSAGE = 1;
  static final int COMMAND = 2;
  static final int KEPT_COMMAND = 3;
  static final int BY_FORM = 0x40;

  static final int HAS_SEQ = 1;
  static final int IS_EMPTY = 2;

  /** How many forms are kept, and their total size in bytes. */
  static final int FORMS_MAX = 32;

  static final int FORM_BYTES_MAX = 1_024;

  private final int jsonBytesMax;
  private @Nullable List<Command> forms; // None for a client that only listens.
  private int formBytes;

  /** The structure of a command without the values. */
  private record Command(String type, boolean hasSeq, @Nullable Form payload) {}

  /**
   * @param jsonBytesMax the largest message, as JSON
   */
  public ClientFrames(int jsonBytesMax) {
    this.jsonBytesMax = jsonBytesMax;
  }

  /** Reads one frame that takes up all the bytes. */
  public JsonObject read(byte[] bytes) throws MalformedBinary {
    ByteReader in = new ByteReader(bytes, jsonBytesMax);
    JsonObject frame = frame(in);
    if (!in.isAtEnd()) {
      throw new MalformedBinary("there is something behind the frame");
    }
    return frame;
  }

  private JsonObject frame(ByteReader in) throws MalformedBinary {
    ValueReader values = new ValueReader(in);
    int first = in.oneByte();
    return switch (first) {
      case MESSAGE -> JsonObject.of("type", Json.of(in.string())).with("payload", values.value());
      case COMMAND -> values(command(in, values), in, values);
      case KEPT_COMMAND -> {
        Command command = command(in, values);
        keep(command, in.formBytes()); // Before its values, which may be refused.
        yield values(command, in, values);
      }
      default -> {
        int number = first - BY_FORM;
        if (forms == null || number < 0 || number >= forms.size()) {
          throw new MalformedBinary("there is no such frame");
        }
        yield values(forms.get(number), in, values);
      }
    };
  }

  private static Command command(ByteReader in, ValueReader values) throws MalformedBinary {
    String type = in.string();
    int flags = in.oneByte();
    if (flags > (HAS_SEQ | IS_EMPTY)) {
      throw new MalformedBinary("there is no such flag");
    }
    Form payload = (flags & IS_EMPTY) != 0 ? null : values.form();
    in.endForm();
    return new Command(type, (flags & HAS_SEQ) != 0, payload);
  }

  private static JsonObject values(Command command, ByteReader in, ValueReader values)
      throws MalformedBinary {
    JsonObject frame = JsonObject.of("type", Json.of(command.type));
    if (command.hasSeq) {
      frame = frame.with("seq", in.varint());
    }
    return frame.with(
        "payload", command.payload == null ? JsonObject.EMPTY : values.object(command.payload));
  }

  private void keep(Command command, int bytes) throws MalformedBinary {
    if (forms == null) {
      forms = new ArrayList<>(4);
    }
    formBytes += bytes;
    if (forms.size() == FORMS_MAX || formBytes > FORM_BYTES_MAX) {
      throw new MalformedBinary("more forms are to be kept than may be");
    }
    forms.add(command);
  }
}
