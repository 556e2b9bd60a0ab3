package dev.roomkeeper.processor;

import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** The frame of a generated class: package, imports, name and single instance. */
final class Source {
  private static final String JSON = "dev.roomkeeper.engine.json.";

  private final StringBuilder text = new StringBuilder();
  private final TypeElement of;
  final String name;
  final String visibility;

  Source(TypeElement of, String what) {
    this.of = of;
    this.name = of.getSimpleName() + what;
    this.visibility = isPublic(of) ? "public " : "";
  }

  /** Whether code outside the package sees the type. */
  private static boolean isPublic(TypeElement type) {
    boolean isPublic = type.getModifiers().contains(Modifier.PUBLIC);
    return type.getEnclosingElement() instanceof TypeElement outer
        ? (isPublic || outer.getKind().isInterface()) && isPublic(outer)
        : isPublic;
  }

  String qualifiedName() {
    return Names.packageOf(of) + "." + name;
  }

  /** The record's name in Java. */
  String type() {
    return of.getQualifiedName().toString();
  }

  Source line(String line) {
    text.append(line).append('\n');
    return this;
  }

  Source lines(List<String> lines) {
    lines.forEach(this::line);
    return this;
  }

  /** The whole source, with its imports. */
  String withImports(String doc, String head) {
    String body = text.toString();
    StringBuilder whole = new StringBuilder();
    whole.append("package ").append(Names.packageOf(of)).append(";\n\n");
    for (String used :
        List.of(
            JSON + "Json",
            JSON + "JsonObject",
            Marks.KIND + "Code",
            Marks.KIND + "Layer",
            Marks.KIND + "Reader",
            Marks.KIND + "Readers",
            Marks.KIND + "Reading",
            Marks.KIND + "Schema",
            Marks.KIND + "Slot",
            Marks.KIND + "Slots",
            Marks.KIND + "Type",
            Marks.KIND + "Types",
            Marks.KIND + "Where",
            "java.util.List",
            "java.util.Map",
            "javax.annotation.processing.Generated",
            "org.jspecify.annotations.Nullable")) {
      String simple = used.substring(used.lastIndexOf('.') + 1);
      if (uses(head, simple) || uses(body, simple) || simple.equals("Generated")) {
        whole.append("import ").append(used).append(";\n");
      }
    }
    whole
        .append("\n/** ")
        .append(doc)
        .append(" */\n@Generated(\"")
        .append(KindsProcessor.class.getName())
        .append("\")\n")
        .append(head)
        .append(" {\n")
        .append(body)
        .append("}\n");
    return whole.toString();
  }

  /** Whether the text contains the word, and not only as part of a longer name. */
  private static boolean uses(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      boolean begins = at == 0 || !(isNamePart(text.charAt(at - 1)) || text.charAt(at - 1) == '.');
      int end = at + word.length();
      if (begins && (end == text.length() || !isNamePart(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return Character.isJavaIdentifierPart(c);
  }
}
