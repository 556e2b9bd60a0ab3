package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a string's length, in characters. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE_USE)
public @interface Length {
  int min() default 1;

  int max();

  /** The answer to a longer one. */
  Code tooLong() default Code.BAD_REQUEST;
}
