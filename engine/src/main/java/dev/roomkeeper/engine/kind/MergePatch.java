package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An RFC 7396 patch: nulls delete. An array is stored whole, so it must hold no null. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE_USE)
public @interface MergePatch {
  /** Whether its keys are ids of 1 to 64 characters. */
  boolean byId() default false;
}
