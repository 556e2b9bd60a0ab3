package dev.roomkeeper.processor;

import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param name in Java
 * @param key in JSON
 * @param otherwise an expression for the default value; null if the field is required
 */
record Component(
    String name,
    String key,
    Shape shape,
    boolean nullable,
    boolean whole,
    @Nullable String otherwise) {

  boolean isOptional() {
    return nullable || otherwise != null;
  }
}
