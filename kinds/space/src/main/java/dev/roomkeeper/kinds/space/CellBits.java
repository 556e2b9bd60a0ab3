package dev.roomkeeper.kinds.space;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One bit for each block of a cell, as 64 hexadecimal digits, four per row. So a lookup of one
 * block reads one character, and a wall costs a quarter of a byte.
 */
final class CellBits {
  private static final int DIGITS_PER_ROW = Cell.SIDE / 4;
  private static final String DIGITS = "0123456789abcdef";

  private final int[] rows = new int[Cell.SIDE];

  /** Whether the block's bit is set in its cell's text; false if there is no text. */
  static boolean isSet(@Nullable String digits, Block block) {
    if (digits == null) {
      return false;
    }
    int column = Math.floorMod(block.x(), Cell.SIDE);
    int row = Math.floorMod(block.y(), Cell.SIDE);
    int digit = Character.digit(digits.charAt(row * DIGITS_PER_ROW + column / 4), 16);
    return ((digit >> (column % 4)) & 1) == 1;
  }

  static CellBits of(@Nullable String digits) {
    CellBits bits = new CellBits();
    if (digits != null) {
      for (int i = 0; i < digits.length(); i++) {
        int inRow = i % DIGITS_PER_ROW;
        bits.rows[i / DIGITS_PER_ROW] |= Character.digit(digits.charAt(i), 16) << (inRow * 4);
      }
    }
    return bits;
  }

  boolean has(Block block) {
    return ((rows[Math.floorMod(block.y(), Cell.SIDE)] >> Math.floorMod(block.x(), Cell.SIDE)) & 1)
        == 1;
  }

  void add(Block block) {
    rows[Math.floorMod(block.y(), Cell.SIDE)] |= 1 << Math.floorMod(block.x(), Cell.SIDE);
  }

  /**
   * Sets the part of a rectangle of the map that lies in this cell. Right and bottom are exclusive.
   */
  void fill(Cell cell, int left, int top, int right, int bottom) {
    int from = Math.max(0, left - cell.left());
    int to = Math.min(Cell.SIDE, right - cell.left());
    if (from >= to) {
      return;
    }
    int mask = (1 << to) - (1 << from);
    int end = Math.min(Cell.SIDE, bottom - cell.top());
    for (int row = Math.max(0, top - cell.top()); row < end; row++) {
      rows[row] |= mask;
    }
  }

  boolean isEmpty() {
    return Arrays.stream(rows).allMatch(row -> row == 0);
  }

  String text() {
    StringBuilder digits = new StringBuilder(Cell.SIDE * DIGITS_PER_ROW);
    for (int row : rows) {
      for (int column = 0; column < Cell.SIDE; column += 4) {
        digits.append(DIGITS.charAt((row >> column) & 15));
      }
    }
    return digits.toString();
  }
}
