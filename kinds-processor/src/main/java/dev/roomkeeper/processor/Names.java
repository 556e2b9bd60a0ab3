package dev.roomkeeper.processor;

import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** How what is made is called, and how constants and records are on the wire. */
final class Names {
  private Names() {}

  static String packageOf(TypeElement type) {
    Element at = type;
    while (at.getKind() != ElementKind.PACKAGE) {
      at = at.getEnclosingElement();
    }
    return ((PackageElement) at).getQualifiedName().toString();
  }

  /** With its package: {@code VoteReader} for {@code Poll.Vote}. */
  static String made(TypeElement type, String what) {
    return packageOf(type) + "." + type.getSimpleName() + what;
  }

  static String ofConstant(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String ofRecord(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
