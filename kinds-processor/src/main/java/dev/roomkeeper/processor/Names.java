package dev.roomkeeper.processor;

import java.util.Locale;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** The names of generated classes, and the names of constants and records on the wire. */
final class Names {
  private Names() {}

  static String packageOf(TypeElement type) {
    return switch (type.getEnclosingElement()) {
      case PackageElement holder -> holder.getQualifiedName().toString();
      case TypeElement outer -> packageOf(outer);
      case null, default -> throw new Wrong(type, "a type of a package, or in one, is needed");
    };
  }

  /** Includes the package: {@code VoteReader} for {@code Poll.Vote}. */
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
