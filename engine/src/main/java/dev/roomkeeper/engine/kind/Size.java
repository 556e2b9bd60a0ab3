package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a list's number of items, or of a map's or object's number of fields. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE_USE)
public @interface Size {
  int min() default 0;

  int max();

  /** The answer to a larger one. */
  Code tooMany() default Code.TOO_LARGE;
}
