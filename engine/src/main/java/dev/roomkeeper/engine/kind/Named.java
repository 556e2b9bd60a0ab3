package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The wire name of a component, an enum constant, or a record of a sealed interface, where it
 * differs from the default: the component's name unchanged, {@code owner-only} for the constant
 * {@code OWNER_ONLY}, {@code rollDice} for the record {@code RollDice}.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Named {
  String value();
}
