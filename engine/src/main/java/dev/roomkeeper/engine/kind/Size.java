package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many items a list has, or how many fields a map or an object. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE_USE)
public @interface Size {
  int min() default 0;

  int max();

  /** What whoever sends more is answered. */
  Code tooMany() default Code.TOO_LARGE;
}
