package dev.roomkeeper.processor;

import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param name in Java
 * @param key in JSON
 * @param otherwise an expression for what it is when its field is missing; null if it must be there
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
