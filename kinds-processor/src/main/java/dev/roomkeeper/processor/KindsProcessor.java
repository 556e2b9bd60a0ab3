package dev.roomkeeper.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Generates a reader for each type with {@code @Payload}, and a type and a slot for each with
 * {@code @Data}. The generated code uses no reflection, so that it also runs in a browser.
 */
@SupportedAnnotationTypes({Marks.KIND + "Payload", Marks.KIND + "Data"})
public final class KindsProcessor extends AbstractProcessor {
  private final Map<String, TypeElement> made = new HashMap<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Marks marks = new Marks(processingEnv.getElementUtils());
    for (TypeElement annotation : annotations) {
      String mark = annotation.getSimpleName().toString();
      Analysis analysis = new Analysis(marks, mark);
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        try {
          for (Made one : make((TypeElement) element, mark, analysis)) {
            write((TypeElement) element, one);
          }
        } catch (Wrong wrong) {
          processingEnv
              .getMessager()
              .printMessage(Diagnostic.Kind.ERROR, wrong.getMessage(), wrong.element);
        }
      }
    }
    return false;
  }

  private static List<Made> make(TypeElement type, String mark, Analysis analysis) {
    if (isPrivate(type)) {
      throw new Wrong(type, "a private type can't be read from outside: leave out \"private\"");
    }
    List<Made> made = new ArrayList<>();
    if (mark.equals("Payload")) {
      made.add(ReaderSource.write(analysis, type));
    } else {
      made.add(TypeSource.write(analysis, type));
      if (type.getKind() == ElementKind.RECORD) {
        made.add(TypeSource.writeSlot(analysis, type));
      }
    }
    return made;
  }

  private static boolean isPrivate(TypeElement type) {
    return type.getModifiers().contains(Modifier.PRIVATE)
        || (type.getEnclosingElement() instanceof TypeElement outer && isPrivate(outer));
  }

  private void write(TypeElement type, Made one) {
    TypeElement other = made.put(one.qualifiedName(), type);
    if (other != null) {
      throw new Wrong(
          type,
          other.getQualifiedName() + " has the same name: both would make " + one.qualifiedName());
    }
    try (Writer writer =
        processingEnv.getFiler().createSourceFile(one.qualifiedName(), type).openWriter()) {
      writer.write(one.source());
    } catch (IOException failed) {
      throw new Wrong(type, "can't write " + one.qualifiedName() + ": " + failed.getMessage());
    }
  }
}
