package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Generates a kind's TypeScript types: its commands' payloads, its members' view, its events. */
public final class TypeScript {
  private final StringBuilder text = new StringBuilder();

  private TypeScript() {}

  /** A module that exports one interface, named like the kind: {@code Poll} for "poll". */
  public static String of(RoomKind kind) {
    TypeScript writer = new TypeScript();
    writer.module(kind);
    String types = writer.text.toString();
    return "// Made from what the kind \""
        + kind.name()
        + "\" declares in Java: change it there.\n"
        + imports(types)
        + types;
  }

  private void module(RoomKind kind) {
    String name = kind.name().substring(0, 1).toUpperCase(Locale.ROOT) + kind.name().substring(1);
    line("export interface " + name + " {");
    line("  readonly commands: {");
    for (Commands.Description command : kind.commands().describe()) {
      field(command.name(), command.payload(), false);
    }
    line("  };");
    line("  /** What a member sees: all layers that it holds, one over the other. */");
    line("  readonly view: {");
    view(kind.model()).forEach((key, schema) -> field(key, schema, true));
    line("  };");
    line("  readonly events: {");
    kind.model().events().forEach(event -> field(event.name(), event.payload(), false));
    line("  };");
    line("}");
  }

  /** Imports for JSON whose meaning is up to the clients. */
  private static String imports(String types) {
    List<String> used = new ArrayList<>();
    for (String type : List.of("Json", "JsonObject")) {
      if (types.contains(": " + type + ";")
          || types.contains("(" + type + ")")
          || types.contains(": " + type + " ")) {
        used.add(type);
      }
    }
    return used.isEmpty()
        ? ""
        : "import type { " + String.join(", ", used) + " } from \"roomkeeper\";\n\n";
  }

  /** The parts that members see, by key; parts of several layers are merged. */
  private static Map<String, Schema> view(Model model) {
    Map<String, Schema> view = new LinkedHashMap<>();
    for (Model.Part part : model.parts()) {
      if (part.audience() != Model.Audience.SERVER) {
        view.merge(part.key(), part.schema(), TypeScript::merged);
      }
    }
    return view;
  }

  private static Schema merged(Schema one, Schema other) {
    if (one instanceof Schema.MapOf(var a, _) && other instanceof Schema.MapOf(var b, _)) {
      return new Schema.MapOf(merged(a, b), Integer.MAX_VALUE);
    }
    if (one instanceof Schema.Fields a && other instanceof Schema.Fields b) {
      Map<String, Schema.Field> fields = new LinkedHashMap<>();
      a.fields().forEach(field -> fields.put(field.key(), field));
      for (Schema.Field field : b.fields()) {
        Schema.Field before = fields.get(field.key());
        // A part of another layer is not there for everybody, so it is optional.
        fields.put(
            field.key(),
            before == null
                ? new Schema.Field(field.key(), field.schema(), true)
                : new Schema.Field(
                    field.key(), merged(before.schema(), field.schema()), before.optional()));
      }
      return new Schema.Fields(a.name(), new ArrayList<>(fields.values()));
    }
    // An object of any fields says less than what the kind knows about it.
    return one instanceof Schema.AnyObject ? loosened(other) : one;
  }

  private static Schema loosened(Schema schema) {
    return schema instanceof Schema.Fields(var name, var fields)
        ? new Schema.Fields(
            name,
            fields.stream()
                .map(field -> new Schema.Field(field.key(), field.schema(), true))
                .toList())
        : schema;
  }

  private void field(String key, Schema schema, boolean optional) {
    String mark = optional ? "?: " : ": ";
    line("    readonly " + key(key) + mark + type(schema, "    ") + ";");
  }

  private static String type(Schema schema, String indent) {
    return switch (schema) {
      case Schema.Text _ -> "string";
      case Schema.Whole _, Schema.Decimal _ -> "number";
      case Schema.Bool() -> "boolean";
      case Schema.Choice(var names) -> quoted(names);
      case Schema.ListOf(var item, _) -> "readonly (" + type(item, indent) + ")[]";
      case Schema.MapOf(var value, _) -> "{ readonly [key: string]: " + type(value, indent) + " }";
      case Schema.Fields(_, var fields) -> object(fields, indent);
      case Schema.OneOf(_, var alternatives) ->
          String.join(" | ", alternatives.stream().map(one -> type(one, indent)).toList());
      case Schema.OrNull(var inner) -> type(inner, indent) + " | null";
      case Schema.AnyObject _ -> "JsonObject";
      case Schema.Any() -> "Json";
    };
  }

  private static String object(List<Schema.Field> fields, String indent) {
    if (fields.isEmpty()) {
      return "{ readonly [key: string]: never }";
    }
    StringBuilder object = new StringBuilder("{\n");
    String inner = indent + "  ";
    for (Schema.Field field : fields) {
      object
          .append(inner)
          .append("readonly ")
          .append(key(field.key()))
          .append(field.optional() ? "?: " : ": ")
          .append(type(field.schema(), inner))
          .append(";\n");
    }
    return object.append(indent).append("}").toString();
  }

  private static String quoted(List<String> names) {
    return "\"" + String.join("\" | \"", names) + "\"";
  }

  private static String key(String key) {
    boolean isName = !key.isEmpty() && !Character.isDigit(key.charAt(0));
    for (int i = 0; i < key.length(); i++) {
      isName &= Character.isLetterOrDigit(key.charAt(i)) || key.charAt(i) == '_';
    }
    return isName ? key : "\"" + key + "\"";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
