package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lays the fields of a component that is a record beside the other fields of its record, in JSON
 * and as slots. So what belongs together is one value in Java, and nobody outside sees the
 * difference. The component can't be null, and its record has the same mark, {@link Data} or {@link
 * Payload}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Spread {}
