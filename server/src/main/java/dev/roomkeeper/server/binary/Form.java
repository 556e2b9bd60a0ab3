package dev.roomkeeper.server.binary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object that a client sends is made of, but for the values: its members, in the order of
 * their values.
 */
record Form(List<Part> parts) {
  /** One member, or many of a kind. */
  sealed interface Part {}

  /**
   * A member.
   *
   * @param scale of the number that it is, -1 for a value of any type
   * @param inside what it is made of, if it is an object
   */
  record One(String key, int scale, @Nullable Form inside) implements Part {}

  /**
   * Members that are made alike.
   *
   * @param keyBytes how long each key is; 0 if they are spelled as strings
   */
  record Many(int count, int keyBytes, Form inside) implements Part {}
}
