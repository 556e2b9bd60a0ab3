package dev.roomkeeper.kinds.cardtable;

import org.jspecify.annotations.Nullable;

/**
 * A card between two places: off the board, out of every deck and tray. It has no id; it gets a
 * fresh one wherever it comes to lie, so that no id tells where it was before.
 *
 * @param face what is on it, as "SA" or "H10"; the table knows no more of it
 * @param back what is on its other side, null for the plain one
 */
record Card(String face, @Nullable String back) {
  static final int FACE_LENGTH_MAX = 64;
  static final int BACK_LENGTH_MAX = 64;
}
