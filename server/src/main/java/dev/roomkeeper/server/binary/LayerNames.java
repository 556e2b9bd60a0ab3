package dev.roomkeeper.server.binary;

import dev.roomkeeper.engine.kind.Layers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a frame names a layer together with what happens to it. Usual names take one or a few bytes.
 */
public final class LayerNames {
  public static final int CHANGE = 0;
  public static final int ENTER = 1;
  public static final int LEAVE = 2;
  public static final int ENTER_EMPTY = 3;

  private static final int LIVE = 4;
  private static final int ALL = 0;
  private static final int MEMBER = 8;
  private static final int CELL = 2 << 3;
  private static final int ROLE = 3 << 3;
  private static final int OTHER = 4 << 3;

  private static final String MEMBER_PREFIX = "member:";
  private static final String ROLE_PREFIX = "role:";
  private static final Pattern CELL_NAME =
      Pattern.compile("cell:(0|-?[1-9][0-9]{0,8}),(0|-?[1-9][0-9]{0,8})");

  private LayerNames() {}

  public static void write(ByteWriter out, String layer, int action) {
    int tag = action | (Layers.isLive(layer) ? LIVE : 0);
    String kept = Layers.kept(layer);
    if (kept.equals(Layers.ALL)) {
      out.varint(ALL | tag);
    } else if (kept.startsWith(MEMBER_PREFIX)) {
      out.varint(MEMBER | tag).string(kept.substring(MEMBER_PREFIX.length()));
    } else if (kept.startsWith(ROLE_PREFIX)) {
      out.varint(ROLE | tag).string(kept.substring(ROLE_PREFIX.length()));
    } else {
      Matcher cell = CELL_NAME.matcher(kept);
      if (cell.matches()) {
        out.varint(CELL | tag);
        out.zigzag(Integer.parseInt(cell.group(1))).zigzag(Integer.parseInt(cell.group(2)));
      } else {
        out.varint(OTHER | tag).string(kept);
      }
    }
  }
}
