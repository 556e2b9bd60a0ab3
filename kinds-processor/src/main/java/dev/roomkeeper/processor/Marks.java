package dev.roomkeeper.processor;

import java.util.Map;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of {@code dev.roomkeeper.engine.kind} by name. */
final class Marks {
  static final String KIND = "dev.roomkeeper.engine.kind.";

  private final Elements elements;

  Marks(Elements elements) {
    this.elements = elements;
  }

  boolean has(AnnotatedConstruct on, String name) {
    return mirror(on, KIND + name) != null;
  }

  boolean isNullable(AnnotatedConstruct on) {
    return on.getAnnotationMirrors().stream()
        .anyMatch(mirror ->
            mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
  }

  /** The value of the annotation's member if the annotation is present, otherwise null. */
  @Nullable Object value(AnnotatedConstruct on, String name, String member) {
    AnnotationMirror mirror = mirror(on, KIND + name);
    if (mirror == null) {
      return null;
    }
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        elements.getElementValuesWithDefaults(mirror).entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(member)) {
        return entry.getValue().getValue();
      }
    }
    return null;
  }

  /** Like the above, for a member that is a constant of {@code Code}: its name. */
  @Nullable String code(AnnotatedConstruct on, String name, String member) {
    return value(on, name, member) instanceof VariableElement constant
        ? constant.getSimpleName().toString()
        : null;
  }

  private static @Nullable AnnotationMirror mirror(AnnotatedConstruct on, String name) {
    for (AnnotationMirror mirror : on.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(name)) {
        return mirror;
      }
    }
    return null;
  }
}
