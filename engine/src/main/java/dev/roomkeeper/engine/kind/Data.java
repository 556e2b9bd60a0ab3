package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record, enum or sealed interface that is part of a room's state or events. The compiler
 * generates {@code PlayerType.INSTANCE} for {@code Player}, and for a record also {@code
 * PlayerSlot}, a {@link Slot} with a slot for each component.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Data {
  /** The field whose value names the record of a sealed interface. */
  String tag() default "type";
}
