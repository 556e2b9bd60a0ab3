package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name on the wire of a component, an enum constant, or a record of a sealed interface, where
 * it is not the one that follows from Java: the component's name as it is, {@code owner-only} for
 * the constant {@code OWNER_ONLY}, {@code rollDice} for the record {@code RollDice}.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Named {
  String value();
}
