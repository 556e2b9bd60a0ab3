package dev.roomkeeper.server.binary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The structure of an object that a client sends, without the values: its members, in the order of
 * their values.
 */
record Form(List<Part> parts) {
  /** One member, or many of a kind. */
  sealed interface Part {}

  /**
   * A member.
   *
   * @param scale of its number, -1 for a value of any type
   * @param inside its structure if it is an object
   */
  record One(String key, int scale, @Nullable Form inside) implements Part {}

  /**
   * Members with the same structure.
   *
   * @param keyBytes the length of each key; 0 if the keys are written as strings
   */
  record Many(int count, int keyBytes, Form inside) implements Part {}
}
