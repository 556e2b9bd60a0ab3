package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many characters a string has. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE_USE)
public @interface Length {
  int min() default 1;

  int max();

  /** What whoever sends a longer one is answered. */
  Code tooLong() default Code.BAD_REQUEST;
}
