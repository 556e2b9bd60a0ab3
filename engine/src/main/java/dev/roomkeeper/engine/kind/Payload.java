package dev.roomkeeper.engine.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record, enum or sealed interface that is read from what a client sends. Its reader is made when
 * it is compiled: for {@code Vote} that is {@code VoteReader.INSTANCE}, in the same package.
 *
 * <p>A component that is {@code @Nullable} may be missing, one with a {@link Default} too; every
 * other must be there. JSON's null is no value. A field that no component reads is refused.
 *
 * <p>Of a sealed interface, the record is chosen by its {@link #tag}, or by the one required field
 * that no other of its records has. An enum among them is chosen by a string.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Payload {
  /** The field of a sealed interface whose value names the record; empty for none. */
  String tag() default "";
}
