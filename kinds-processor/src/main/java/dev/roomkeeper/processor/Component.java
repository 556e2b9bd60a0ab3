package dev.roomkeeper.processor;

import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param name in Java
 * @param access what stands between a record and the component's name to reach it: empty, or the
 *     calls that lead into the record that is spread
 * @param key in JSON
 * @param otherwise an expression for the default value; null if the field is required
 */
record Component(
    String name,
    String access,
    String key,
    Shape shape,
    boolean nullable,
    boolean whole,
    @Nullable String otherwise) {

  /** An expression for its value in this record. */
  String of(String record) {
    return record + "." + access + name + "()";
  }

  boolean isOptional() {
    return nullable || otherwise != null;
  }
}
