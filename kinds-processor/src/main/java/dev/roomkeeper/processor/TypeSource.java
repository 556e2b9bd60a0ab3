package dev.roomkeeper.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Writes the type of what has {@code @Data}, and for a record also the slot. */
final class TypeSource {
  private final Analysis analysis;
  private final TypeElement type;
  private final Source source;

  private TypeSource(Analysis analysis, TypeElement type, String what) {
    this.analysis = analysis;
    this.type = type;
    this.source = new Source(type, what);
  }

  static Made write(Analysis analysis, TypeElement type) {
    TypeSource writer = new TypeSource(analysis, type, "Type");
    Source source = writer.source;
    source
        .line("  public static final " + source.name + " INSTANCE = new " + source.name + "();")
        .line("")
        .line("  private " + source.name + "() {}")
        .line("")
        .line("  @Override")
        .line("  public " + source.type() + " of(Json kept) {");
    switch (type.getKind()) {
      case RECORD -> writer.record();
      case ENUM -> writer.choice();
      case INTERFACE -> writer.alternatives();
      default -> throw new Wrong(type, "a @Data is a record, an enum or a sealed interface");
    }
    return new Made(
        source.qualifiedName(),
        source.withImports(
            "How {@link " + source.type() + "} stands in JSON.",
            source.visibility
                + "final class "
                + source.name
                + " implements Type<"
                + source.type()
                + ">"));
  }

  private void json() {
    source
        .line("  }")
        .line("")
        .line("  @Override")
        .line("  public Json json(" + source.type() + " value) {");
  }

  private void schema(String expression) {
    source
        .line("  }")
        .line("")
        .line("  @Override")
        .line("  public Schema schema() {")
        .line("    return " + expression + ";")
        .line("  }");
  }

  /** An expression for the schema of a record. */
  static String fields(TypeElement type, List<Component> components, String of) {
    List<String> fields = new ArrayList<>();
    for (Component component : components) {
      String described =
          of.equals(".reader()") ? component.shape().reader() : component.shape().type();
      fields.add(
          "\n            new Schema.Field("
              + Shape.literal(component.key())
              + ", "
              + described
              + ".schema(), "
              + (of.equals(".reader()") ? component.isOptional() : component.nullable())
              + ")");
    }
    return "new Schema.Fields(\n        "
        + Shape.literal(type.getSimpleName().toString())
        + ",\n        List.of("
        + String.join(",", fields)
        + "))";
  }

  static String choice(Map<String, String> constants) {
    return "new Schema.Choice(List.of(" + Shape.literals(List.copyOf(constants.values())) + "))";
  }

  // --- Records ---

  private void record() {
    List<Component> components = analysis.components(type);
    if (components.size() == 1 && components.getFirst().whole()) {
      whole(components.getFirst());
      return;
    }
    source.line("    JsonObject object = Types.object(kept);");
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      String key = Shape.literal(component.key());
      if (component.isOptional()) {
        String otherwise = component.otherwise() == null ? "null" : component.otherwise();
        source.line("    Json at" + i + " = object.get(" + key + ");");
        arguments.add(
            "at"
                + i
                + " == null ? "
                + otherwise
                + " : "
                + component.shape().type()
                + ".of(at"
                + i
                + ")");
      } else {
        arguments.add(needed(component.shape(), key));
      }
    }
    source.line("    return " + analysis.made(type, arguments.iterator()) + ";");
    json();
    source.line("    JsonObject object = JsonObject.EMPTY;");
    for (int i = 0; i < components.size(); i++) {
      write(components.get(i), "part" + i);
    }
    source.line("    return object;");
    schema(fields(type, components, ".type()"));
  }

  /** An expression for a required part. Primitives are read without boxing. */
  private static String needed(Shape shape, String key) {
    String arguments = "(object, " + key + ")";
    return switch (shape) {
      case Shape.Text _ -> "Types.text" + arguments;
      case Shape.Whole(_, _, var isLong) -> (isLong ? "" : "(int) ") + "Types.whole" + arguments;
      case Shape.Decimal _ -> "Types.number" + arguments;
      case Shape.Bool() -> "Types.bool" + arguments;
      default -> shape.type() + ".of(Types.there" + arguments + ")";
    };
  }

  /** An expression for the JSON of a value. */
  private static String json(Shape shape, String value) {
    return switch (shape) {
      case Shape.Text _, Shape.Bool(), Shape.Decimal _ -> "Json.of(" + value + ")";
      case Shape.Whole(_, _, var isLong) -> "Json.of(" + (isLong ? "" : "(long) ") + value + ")";
      default -> shape.type() + ".json(" + value + ")";
    };
  }

  private void write(Component component, String part) {
    String value = component.of("value");
    String put = "object = object.with(" + Shape.literal(component.key()) + ", ";
    if (component.nullable()) {
      source
          .line("    var " + part + " = " + value + ";")
          .line("    if (" + part + " != null) {")
          .line("      " + put + json(component.shape(), part) + ");")
          .line("    }");
    } else {
      source.line("    " + put + json(component.shape(), value) + ");");
    }
  }

  private void whole(Component component) {
    String expression = component.shape().type();
    source.line("    return new " + source.type() + "(" + expression + ".of(kept));");
    json();
    source.line("    return " + expression + ".json(value." + component.name() + "());");
    schema(expression + ".schema()");
  }

  // --- Enums and sealed interfaces ---

  private void choice() {
    Map<String, String> constants = analysis.constants(type);
    source.line("    switch (Types.TEXT.of(kept)) {");
    constants.forEach((constant, name) ->
        source
            .line("      case " + Shape.literal(name) + ":")
            .line("        return " + source.type() + "." + constant + ";"));
    source
        .line("      default:")
        .line("        throw new IllegalStateException(\"the state has no \" + schema().words());")
        .line("    }");
    json();
    source.line("    return Json.of(switch (value) {");
    constants.forEach((constant, name) ->
        source.line("      case " + constant + " -> " + Shape.literal(name) + ";"));
    source.line("    });");
    schema(choice(constants));
  }

  private void alternatives() {
    List<TypeElement> all = analysis.alternatives(type);
    String tag = Shape.literal(analysis.tag(type));
    for (TypeElement one : all) {
      if (one.getKind() == ElementKind.ENUM) {
        throw new Wrong(one, "of a @Data there are records alone");
      }
    }
    source
        .line("    JsonObject object = Types.object(kept);")
        .line("    switch (Types.TEXT.of(Types.there(object, " + tag + "))) {");
    for (TypeElement one : all) {
      source
          .line("      case " + Shape.literal(analysis.nameOf(one)) + ":")
          .line("        return " + typeOf(one) + ".of(object.without(" + tag + "));");
    }
    source
        .line("      default:")
        .line("        throw new IllegalStateException(\"the state has no \" + schema().words());")
        .line("    }");
    json();
    source.line("    return switch (value) {");
    for (TypeElement one : all) {
      source.line(
          "      case "
              + one.getQualifiedName()
              + " one -> ((JsonObject) "
              + typeOf(one)
              + ".json(one)).with("
              + tag
              + ", "
              + Shape.literal(analysis.nameOf(one))
              + ");");
    }
    source.line("    };");
    List<String> described = new ArrayList<>();
    for (TypeElement one : all) {
      described.add(
          "Schema.tagged("
              + tag
              + ", "
              + Shape.literal(analysis.nameOf(one))
              + ", "
              + typeOf(one)
              + ".schema())");
    }
    schema(
        "new Schema.OneOf("
            + Shape.literal(type.getSimpleName().toString())
            + ", List.of("
            + String.join(", ", described)
            + "))");
  }

  private static String typeOf(TypeElement type) {
    return Names.made(type, "Type") + ".INSTANCE";
  }

  // --- Slots ---

  static Made writeSlot(Analysis analysis, TypeElement type) {
    Source source = new Source(type, "Slot");
    String name = source.name;
    source
        .line("  public " + name + "(Where where) {")
        .line("    super(where, " + typeOf(type) + ");")
        .line("  }")
        .line("")
        .line("  /** The same place in another layer. */")
        .line("  public " + name + " in(Layer layer) {")
        .line("    return new " + name + "(where().in(layer));")
        .line("  }");
    for (Component component : analysis.components(type)) {
      if (!component.whole()) {
        slot(source, component);
      }
    }
    return new Made(
        source.qualifiedName(),
        source.withImports(
            "Where a {@link " + source.type() + "} stands, and each part of it.",
            source.visibility + "final class " + name + " extends Slot<" + source.type() + ">"));
  }

  private static void slot(Source source, Component component) {
    String at = "where().child(" + Shape.literal(component.key()) + ")";
    String[] spot = spot(component.shape(), at);
    source
        .line("")
        .line("  public " + spot[0] + " " + component.name() + "() {")
        .line("    return " + spot[1] + ";")
        .line("  }");
  }

  /** The type of a part and the expression that creates it. */
  private static String[] spot(Shape shape, String at) {
    return switch (shape) {
      case Shape.Own(var own) when own.getKind() == ElementKind.RECORD -> {
        String slot = Names.made(own, "Slot");
        yield new String[] {slot, "new " + slot + "(" + at + ")"};
      }
      case Shape.MapOf(_, var value, _, _) -> {
        String[] inner = spot(value, "at");
        yield new String[] {
          "Slots<" + inner[0] + ">", "new Slots<>(" + at + ", at -> " + inner[1] + ")"
        };
      }
      default ->
          new String[] {
            "Slot<" + shape.boxed() + ">", "new Slot<>(" + at + ", " + shape.type() + ")"
          };
    };
  }
}
