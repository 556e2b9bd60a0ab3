package dev.roomkeeper.processor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Analyses the records, enums and sealed interfaces of a kind. */
final class Analysis {
  private static final String JSON = "dev.roomkeeper.engine.json.";
  private static final int ID_LENGTH_MAX = 64;

  private final Marks marks;
  private final String mark; // {@code Payload} or {@code Data}.

  Analysis(Marks marks, String mark) {
    this.marks = marks;
    this.mark = mark;
  }

  private boolean isPayload() {
    return mark.equals("Payload");
  }

  // --- Records ---

  /** The fields that the record has in JSON: its components, and those of what is spread. */
  List<Component> components(TypeElement type) {
    List<Component> components = new ArrayList<>();
    collect(type, "", components);
    for (int i = 0; i < components.size(); i++) {
      String key = components.get(i).key();
      if (components.subList(0, i).stream().anyMatch(other -> other.key().equals(key))) {
        throw new Wrong(type, "two fields are called \"" + key + "\"");
      }
    }
    if (components.stream().anyMatch(Component::whole) && components.size() > 1) {
      throw new Wrong(type, "a record with a @Whole component has no other");
    }
    return components;
  }

  private void collect(TypeElement type, String access, List<Component> into) {
    for (RecordComponentElement component : type.getRecordComponents()) {
      if (isSpread(component)) {
        collect(spread(component), access + component.getSimpleName() + "().", into);
      } else {
        into.add(component(component, access));
      }
    }
  }

  private boolean isSpread(RecordComponentElement component) {
    return marks.has(component, "Spread");
  }

  private TypeElement spread(RecordComponentElement component) {
    if (component.asType() instanceof DeclaredType declared
        && !marks.isNullable(declared)
        && declared.asElement().getKind() == ElementKind.RECORD) {
      return own(component, (TypeElement) declared.asElement()).element();
    }
    throw new Wrong(component, "what is spread is a record, and never null");
  }

  /**
   * An expression for a new record of these parts.
   *
   * @param parts an expression for each of {@link #components}, in their order
   */
  String made(TypeElement type, Iterator<String> parts) {
    List<String> arguments = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      arguments.add(isSpread(component) ? made(spread(component), parts) : parts.next());
    }
    return "new " + type.getQualifiedName() + "(" + String.join(", ", arguments) + ")";
  }

  private Component component(RecordComponentElement component, String access) {
    String name = component.getSimpleName().toString();
    TypeMirror type = component.asType();
    Object named = marks.value(component, "Named", "value");
    Object otherwise = marks.value(component, "Default", "value");
    Shape shape = shape(component, type);
    return new Component(
        name,
        access,
        named == null ? name : named.toString(),
        shape,
        marks.isNullable(type),
        marks.has(component, "Whole"),
        otherwise == null ? null : otherwise(component, shape, otherwise.toString()));
  }

  private String otherwise(Element component, Shape shape, String given) {
    try {
      return switch (shape) {
        case Shape.Text _ -> Shape.literal(given);
        case Shape.Whole(_, _, var isLong) -> Long.parseLong(given) + (isLong ? "L" : "");
        case Shape.Decimal _ -> Double.toString(Double.parseDouble(given));
        case Shape.Bool() when given.equals("true") || given.equals("false") -> given;
        case Shape.Own(var type) when type.getKind() == ElementKind.ENUM ->
            type.getQualifiedName() + "." + constantNamed(component, type, given);
        case Shape.ListOf _ when given.equals("[]") -> "List.of()";
        case Shape.MapOf _ when given.equals("{}") -> "Map.of()";
        case Shape.AnyObject _, Shape.Patch _ when given.equals("{}") -> "JsonObject.EMPTY";
        case Shape.Bool(),
            Shape.Own _,
            Shape.ListOf _,
            Shape.MapOf _,
            Shape.AnyJson _,
            Shape.AnyObject _,
            Shape.Patch _ ->
            throw new Wrong(component, "@Default(\"" + given + "\") does not fit its type");
      };
    } catch (NumberFormatException wrong) {
      throw new Wrong(component, "@Default(\"" + given + "\") is no number");
    }
  }

  private String constantNamed(Element component, TypeElement type, String wanted) {
    for (Map.Entry<String, String> constant : constants(type).entrySet()) {
      if (constant.getValue().equals(wanted)) {
        return constant.getKey();
      }
    }
    throw new Wrong(component, type.getSimpleName() + " has no constant \"" + wanted + "\"");
  }

  // --- Types ---

  private Shape shape(Element at, TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> new Shape.Bool();
      case INT -> whole(type, false);
      case LONG -> whole(type, true);
      case DOUBLE -> decimal(type);
      case DECLARED -> declared(at, (DeclaredType) type);
      default -> throw new Wrong(at, type + " can't be read; use int, long, double or boolean");
    };
  }

  private Shape declared(Element at, DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    return switch (element.getQualifiedName().toString()) {
      case "java.lang.String" -> text(at, type);
      case "java.lang.Boolean" -> new Shape.Bool();
      case "java.lang.Integer" -> whole(type, false);
      case "java.lang.Long" -> whole(type, true);
      case "java.lang.Double" -> decimal(type);
      case "java.util.List" ->
          new Shape.ListOf(shape(at, type.getTypeArguments().get(0)), size(at, type, true));
      case "java.util.Map" -> map(at, type);
      case JSON + "Json" -> new Shape.AnyJson(bytes(type));
      case JSON + "JsonObject" ->
          marks.has(type, "MergePatch")
              ? new Shape.Patch(Boolean.TRUE.equals(marks.value(type, "MergePatch", "byId")))
              : new Shape.AnyObject(size(at, type, false), bytes(type));
      default -> own(at, element);
    };
  }

  private Shape.Own own(Element at, TypeElement element) {
    if (!marks.has(element, mark)) {
      throw new Wrong(
          at,
          element.getSimpleName() + " is not marked @" + mark + ", as all of a @" + mark + " is");
    }
    return new Shape.Own(element);
  }

  private Shape map(Element at, DeclaredType type) {
    TypeMirror keyType = type.getTypeArguments().get(0);
    TypeMirror valueType = type.getTypeArguments().get(1);
    boolean isKeyBounded = marks.has(keyType, "Length") || marks.has(keyType, "Id");
    if (!(keyType instanceof DeclaredType key)
        || !((TypeElement) key.asElement()).getQualifiedName().contentEquals("java.lang.String")) {
      throw new Wrong(at, "the keys of a map are strings");
    }
    return new Shape.MapOf(
        isKeyBounded ? text(at, key) : new Shape.Text(1, ID_LENGTH_MAX, "BAD_REQUEST"),
        shape(at, valueType),
        marks.isNullable(valueType),
        size(at, type, true));
  }

  private Shape.Text text(Element at, TypeMirror type) {
    if (marks.has(type, "Id")) {
      return new Shape.Text(1, ID_LENGTH_MAX, "BAD_REQUEST");
    }
    if (!marks.has(type, "Length")) {
      if (isPayload()) {
        throw new Wrong(at, "a string needs a bound: @Length(max = …) or @Id");
      }
      return new Shape.Text(0, Integer.MAX_VALUE, "BAD_REQUEST");
    }
    return new Shape.Text(
        integer(type, "Length", "min"),
        integer(type, "Length", "max"),
        Objects.requireNonNull(marks.code(type, "Length", "tooLong")));
  }

  private Shape whole(TypeMirror type, boolean isLong) {
    double most = isLong ? 9_007_199_254_740_991.0 : Integer.MAX_VALUE;
    double least = isLong ? -most : Integer.MIN_VALUE;
    return new Shape.Whole(
        (long) Math.max(least, bound(type, "min", least)),
        (long) Math.min(most, bound(type, "max", most)),
        isLong);
  }

  private Shape decimal(TypeMirror type) {
    return new Shape.Decimal(
        bound(type, "min", -Double.MAX_VALUE), bound(type, "max", Double.MAX_VALUE));
  }

  private double bound(TypeMirror type, String member, double otherwise) {
    return marks.value(type, "Range", member) instanceof Double bound ? bound : otherwise;
  }

  private Shape.Bounds size(Element at, TypeMirror type, boolean isNeeded) {
    if (!marks.has(type, "Size")) {
      if (isNeeded && isPayload()) {
        throw new Wrong(at, "a list or a map needs a bound: @Size(max = …)");
      }
      return Shape.Bounds.NONE;
    }
    return new Shape.Bounds(
        integer(type, "Size", "min"),
        integer(type, "Size", "max"),
        Objects.requireNonNull(marks.code(type, "Size", "tooMany")));
  }

  private int bytes(TypeMirror type) {
    return marks.has(type, "Bytes") ? integer(type, "Bytes", "max") : Integer.MAX_VALUE;
  }

  private int integer(TypeMirror type, String annotation, String member) {
    return (Integer) Objects.requireNonNull(marks.value(type, annotation, member));
  }

  // --- Enums and sealed interfaces ---

  /** The constants of an enum and their names on the wire. */
  Map<String, String> constants(TypeElement type) {
    Map<String, String> constants = new LinkedHashMap<>();
    for (Element element : type.getEnclosedElements()) {
      if (element.getKind() == ElementKind.ENUM_CONSTANT) {
        String name = element.getSimpleName().toString();
        Object named = marks.value(element, "Named", "value");
        constants.put(name, named == null ? Names.ofConstant(name) : named.toString());
      }
    }
    return constants;
  }

  /** The types that a sealed interface permits. */
  List<TypeElement> alternatives(TypeElement type) {
    List<TypeElement> alternatives = new ArrayList<>();
    for (TypeMirror permitted : type.getPermittedSubclasses()) {
      TypeElement element = (TypeElement) ((DeclaredType) permitted).asElement();
      if (element.getKind() != ElementKind.RECORD && element.getKind() != ElementKind.ENUM) {
        throw new Wrong(element, "of a sealed interface there are records and enums alone");
      }
      own(type, element);
      alternatives.add(element);
    }
    return alternatives;
  }

  String tag(TypeElement type) {
    return String.valueOf(marks.value(type, mark, "tag"));
  }

  /** The record's name in the tag of its interface. */
  String nameOf(TypeElement alternative) {
    Object named = marks.value(alternative, "Named", "value");
    return named == null
        ? Names.ofRecord(alternative.getSimpleName().toString())
        : named.toString();
  }

  /** The required field that distinguishes the record from the others. */
  String fieldOf(TypeElement alternative, List<TypeElement> all) {
    Predicate<Component> isOwn =
        component ->
            !component.isOptional()
                && all.stream()
                    .filter(other -> !other.equals(alternative))
                    .flatMap(other -> components(other).stream())
                    .noneMatch(other -> other.key().equals(component.key()));
    return components(alternative).stream()
        .filter(isOwn)
        .findFirst()
        .map(Component::key)
        .orElseThrow(() ->
            new Wrong(
                alternative,
                "nothing tells it from the others: give it a required field that they have not,"
                    + " or the interface a tag"));
  }
}
