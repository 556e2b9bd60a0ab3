package dev.roomkeeper.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Writes the reader of a type with {@code @Payload}. */
final class ReaderSource {
  private final Analysis analysis;
  private final TypeElement type;
  private final Source source;

  private ReaderSource(Analysis analysis, TypeElement type) {
    this.analysis = analysis;
    this.type = type;
    this.source = new Source(type, "Reader");
  }

  static Made write(Analysis analysis, TypeElement type) {
    ReaderSource writer = new ReaderSource(analysis, type);
    Source source = writer.source;
    writer.begin();
    switch (type.getKind()) {
      case RECORD -> writer.record();
      case ENUM -> writer.choice();
      case INTERFACE -> writer.alternatives();
      default -> throw new Wrong(type, "a @Payload is a record, an enum or a sealed interface");
    }
    String head =
        source.visibility
            + "final class "
            + source.name
            + " implements Reader<"
            + source.type()
            + ">";
    return new Made(
        source.qualifiedName(),
        source.withImports("Reads {@link " + source.type() + "} from a client.", head));
  }

  private void begin() {
    source
        .line("  public static final " + source.name + " INSTANCE = new " + source.name + "();")
        .line("");
  }

  private void beginRead() {
    source
        .line("  private " + source.name + "() {}")
        .line("")
        .line("  @Override")
        .line("  public " + Shape.nullable(source.type()) + " read(Json value, Reading reading) {");
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

  // --- Records ---

  private void record() {
    List<Component> components = analysis.components(type);
    for (Component component : components) {
      if (!component.shape().isPlain() || component.whole()) {
        source.line(
            "  private static final Reader<"
                + component.shape().boxed()
                + "> "
                + Shape.constant(component.key())
                + " = "
                + component.shape().reader()
                + ";");
      }
    }
    if (components.size() == 1 && components.getFirst().whole()) {
      whole(components.getFirst());
      return;
    }
    List<String> keys = components.stream().map(Component::key).sorted().toList();
    source
        .line("  private static final List<String> KEYS = List.of(" + Shape.literals(keys) + ");")
        .line("");
    beginRead();
    source
        .line("    JsonObject object = reading.object(value);")
        .line("    if (object == null) {")
        .line("      return null;")
        .line("    }")
        .line("    int known = 0;");
    List<String> arguments = new ArrayList<>();
    List<String> wrong = new ArrayList<>(List.of("reading.isWrong()"));
    for (int i = 0; i < components.size(); i++) {
      component(components.get(i), "at" + i, "read" + i);
      arguments.add("read" + i);
      if (!components.get(i).shape().isPlain() && !components.get(i).nullable()) {
        wrong.add("read" + i + " == null");
      }
    }
    source
        .line("    if (known < object.size()) {")
        .line("      reading.unknown(object, KEYS);")
        .line("    }")
        .line("    return " + String.join(" || ", wrong))
        .line("        ? null")
        .line("        : " + analysis.made(type, arguments.iterator()) + ";");
    schema(TypeSource.fields(type, components, ".reader()"));
  }

  private void component(Component component, String at, String read) {
    Shape shape = component.shape();
    source.line("    Json " + at + " = object.get(" + Shape.literal(component.key()) + ");");
    source.line("    if (" + at + " != null) {").line("      known++;").line("    }");
    String reading = shape.reading(component.key(), at);
    if (component.otherwise() != null) {
      reading = at + " == null ? " + component.otherwise() + " : " + reading;
    } else if (component.nullable()) {
      reading = at + " == null ? null : " + boxed(shape, reading);
    }
    boolean mayBeNull = component.nullable() || !shape.isPlain();
    source.line("    " + local(shape, mayBeNull) + " " + read + " = " + reading + ";");
  }

  /**
   * A primitive in a conditional expression with null must be boxed explicitly, or null is unboxed.
   */
  private static String boxed(Shape shape, String reading) {
    return switch (shape) {
      case Shape.Whole _, Shape.Decimal _, Shape.Bool() ->
          shape.boxed() + ".valueOf(" + reading + ")";
      default -> reading;
    };
  }

  private static String local(Shape shape, boolean mayBeNull) {
    if (mayBeNull) {
      return Shape.nullable(shape.boxed());
    }
    return switch (shape) {
      case Shape.Whole(_, _, var isLong) -> isLong ? "long" : "int";
      case Shape.Decimal _ -> "double";
      case Shape.Bool() -> "boolean";
      default -> shape.boxed();
    };
  }

  private void whole(Component component) {
    String constant = Shape.constant(component.key());
    source.line("");
    beginRead();
    source
        .line(
            "    "
                + Shape.nullable(component.shape().boxed())
                + " whole = "
                + constant
                + ".read(value, reading);")
        .line(
            "    return reading.isWrong() || whole == null ? null : new "
                + source.type()
                + "(whole);");
    schema(constant + ".schema()");
  }

  // --- Enums and sealed interfaces ---

  private void choice() {
    Map<String, String> constants = analysis.constants(type);
    beginRead();
    source.line("    switch (value instanceof Json.Text(var name) ? name : \"\") {");
    constants.forEach((constant, name) ->
        source
            .line("      case " + Shape.literal(name) + ":")
            .line("        return " + source.type() + "." + constant + ";"));
    source
        .line("      default:")
        .line("        reading.mustBe(\"\", schema().words());")
        .line("        return null;")
        .line("    }");
    schema(TypeSource.choice(constants));
  }

  private void alternatives() {
    List<TypeElement> all = analysis.alternatives(type);
    List<TypeElement> records =
        all.stream().filter(one -> one.getKind() == ElementKind.RECORD).toList();
    beginRead();
    for (TypeElement one : all) {
      if (one.getKind() == ElementKind.ENUM) {
        source
            .line("    if (value instanceof Json.Text(var name)")
            .line("        && List.of(" + names(one) + ").contains(name)) {")
            .line("      return " + reader(one) + ".read(value, reading);")
            .line("    }");
      }
    }
    source
        .line("    if (!(value instanceof JsonObject object)) {")
        .line("      reading.mustBe(\"\", schema().words());")
        .line("      return null;")
        .line("    }");
    if (!analysis.tag(type).isEmpty()) {
      tagged(records, analysis.tag(type));
    } else if (records.size() == 1) {
      source.line("    return " + reader(records.getFirst()) + ".read(object, reading);");
    } else {
      byField(records);
    }
    schema(
        "new Schema.OneOf("
            + Shape.literal(type.getSimpleName().toString())
            + ", List.of("
            + String.join(", ", all.stream().map(this::described).toList())
            + "))");
  }

  private String described(TypeElement one) {
    String tag = analysis.tag(type);
    return tag.isEmpty() || one.getKind() == ElementKind.ENUM
        ? reader(one) + ".schema()"
        : "Schema.tagged("
            + Shape.literal(tag)
            + ", "
            + Shape.literal(analysis.nameOf(one))
            + ", "
            + reader(one)
            + ".schema())";
  }

  private void tagged(List<TypeElement> records, String tag) {
    List<String> names = records.stream().map(analysis::nameOf).toList();
    source.line("    String tag = object.text(" + Shape.literal(tag) + ");");
    source.line("    switch (tag == null ? \"\" : tag) {");
    for (TypeElement one : records) {
      source
          .line("      case " + Shape.literal(analysis.nameOf(one)) + ":")
          .line(
              "        return "
                  + reader(one)
                  + ".read(object.without("
                  + Shape.literal(tag)
                  + "), reading);");
    }
    source
        .line("      default:")
        .line(
            "        reading.mustBe("
                + Shape.literal(tag)
                + ", "
                + Shape.literal("\"" + String.join("\" or \"", names) + "\"")
                + ");")
        .line("        return null;")
        .line("    }");
  }

  private void byField(List<TypeElement> records) {
    List<String> fields = records.stream().map(one -> analysis.fieldOf(one, records)).toList();
    source.line("    int found = 0;");
    for (String field : fields) {
      source.line("    found += object.has(" + Shape.literal(field) + ") ? 1 : 0;");
    }
    source
        .line("    if (found != 1) {")
        .line("      reading.oneOf(List.of(" + Shape.literals(fields) + "));")
        .line("      return null;")
        .line("    }");
    for (int i = 0; i < records.size() - 1; i++) {
      source
          .line("    if (object.has(" + Shape.literal(fields.get(i)) + ")) {")
          .line("      return " + reader(records.get(i)) + ".read(object, reading);")
          .line("    }");
    }
    source.line("    return " + reader(records.getLast()) + ".read(object, reading);");
  }

  private String names(TypeElement choice) {
    return Shape.literals(List.copyOf(analysis.constants(choice).values()));
  }

  private static String reader(TypeElement type) {
    return Names.made(type, "Reader") + ".INSTANCE";
  }
}
