package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record, enum or sealed interface that is read from what a client sends. The compiler
 * generates its reader: for {@code Vote} that is {@code VoteReader.INSTANCE} in the same package.
 *
 * <p>A component may be missing if it is {@code @Nullable} or has a {@link Default}; all others are
 * required. JSON's null is not a value. A field that no component reads is refused.
 *
 * <p>The record of a sealed interface is chosen by its {@link #tag}, or by the one required field
 * that no other of its records has. An enum among them is chosen by a string.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Payload {
  /** The field whose value names the record of a sealed interface; empty for none. */
  String tag() default "";
}
