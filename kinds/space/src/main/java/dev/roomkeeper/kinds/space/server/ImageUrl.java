package dev.roomkeeper.kinds.space.server;

import java.util.regex.Pattern;

/** Which addresses of pictures are accepted: on the web, or a path on this server. */
public final class ImageUrl {
  public static final int LENGTH_MAX = 2_000;

  public static final String RULE =
      "must be an address of at most "
          + LENGTH_MAX
          + " characters that begins with https://, http:// or a single /";

  // Only the characters of RFC 3986: no spaces, quotes or brackets that could end an attribute.
  private static final String REST = "[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]*";
  private static final Pattern OF_WEB =
      Pattern.compile("(?i:https?)://[A-Za-z0-9\\[][A-Za-z0-9.:\\]-]*(?:[/?#]" + REST + ")?");
  private static final Pattern OF_SERVER = Pattern.compile("/(?!/)" + REST);

  private ImageUrl() {}

  public static boolean isGood(String url) {
    return url.length() <= LENGTH_MAX
        && (OF_WEB.matcher(url).matches() || OF_SERVER.matcher(url).matches());
  }
}
