package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record, enum or sealed interface that a room holds or tells. Made when it is compiled: for
 * {@code Player} its {@code PlayerType.INSTANCE}, and for a record {@code PlayerSlot} as well, a
 * {@link Slot} with a slot for each component.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Data {
  /** The field of a sealed interface whose value names the record. */
  String tag() default "type";
}
