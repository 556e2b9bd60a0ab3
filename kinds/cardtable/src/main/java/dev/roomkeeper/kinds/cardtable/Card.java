package dev.roomkeeper.kinds.cardtable;

import org.jspecify.annotations.Nullable;

/**
 * A card that is neither on the board nor in a deck or tray, but on its way. It has no id: it gets
 * a new one wherever it lands, so that ids do not reveal where it was before.
 *
 * @param face its face, for example "SA" or "H10", which only people interpret
 * @param back its back, null for the plain one
 */
record Card(String face, @Nullable String back) {
  static final int FACE_LENGTH_MAX = 64;
  static final int BACK_LENGTH_MAX = 64;
}
