package dev.roomkeeper.kinds.space.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A picture's file: of a type that browsers draw and that can't carry scripts, and not larger than
 * they can draw. Only its header is read; the pixels are never unpacked here.
 *
 * @param end of its name, such as {@code png}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PictureFile(String type, String end, Size size, byte[] content) {
  static final int BYTES_MAX = 1 << 20;

  static final String RULE =
      "must be a PNG, JPEG, GIF or WebP picture of at most 1 MiB and 8,192 x 8,192 pixels";

  private static final int SIDE_MAX = 8_192;

  /** Null if it is none, or too large. */
  static @Nullable PictureFile read(byte[] content) {
    if (content.length > BYTES_MAX) {
      return null;
    }
    try {
      return header(content);
    } catch (IndexOutOfBoundsException e) {
      return null; // It ends in the middle of its header.
    }
  }

  private static @Nullable PictureFile header(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content);
    if (begins(content, 0, "\u0089PNG\r\n\u001a\n") && begins(content, 12, "IHDR")) {
      return of("image/png", "png", file.getInt(16), file.getInt(20), content);
    }
    if (begins(content, 0, "GIF87a") || begins(content, 0, "GIF89a")) {
      return of("image/gif", "gif", little(content, 6, 2), little(content, 8, 2), content);
    }
    if (begins(content, 0, "\u00ff\u00d8\u00ff")) {
      return jpeg(file, content);
    }
    if (begins(content, 0, "RIFF") && begins(content, 8, "WEBP")) {
      return webp(content);
    }
    return null;
  }

  private static @Nullable PictureFile of(
      String type, String end, int width, int height, byte[] content) {
    boolean isGood = width >= 1 && height >= 1 && width <= SIDE_MAX && height <= SIDE_MAX;
    return isGood ? new PictureFile(type, end, new Size(width, height), content) : null;
  }

  /** The size stands in the first segment that begins a frame. */
  private static @Nullable PictureFile jpeg(ByteBuffer file, byte[] content) {
    int at = 2;
    while (true) {
      if ((content[at] & 0xFF) != 0xFF) {
        return null;
      }
      int marker = content[at + 1] & 0xFF;
      boolean isFrame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (isFrame) {
        int height = file.getShort(at + 5) & 0xFFFF;
        int width = file.getShort(at + 7) & 0xFFFF;
        return of("image/jpeg", "jpg", width, height, content);
      }
      if (marker == 0xDA) {
        return null; // The pixels begin, and no frame did.
      }
      at += marker == 0xFF ? 1 : 2 + (file.getShort(at + 2) & 0xFFFF);
    }
  }

  private static @Nullable PictureFile webp(byte[] content) {
    int width = 0;
    int height = 0;
    if (begins(content, 12, "VP8X")) {
      width = little(content, 24, 3) + 1;
      height = little(content, 27, 3) + 1;
    } else if (begins(content, 12, "VP8L")) {
      int packed = little(content, 21, 4);
      width = (packed & 0x3FFF) + 1;
      height = ((packed >> 14) & 0x3FFF) + 1;
    } else if (begins(content, 12, "VP8 ")) {
      width = little(content, 26, 2) & 0x3FFF;
      height = little(content, 28, 2) & 0x3FFF;
    }
    return of("image/webp", "webp", width, height, content);
  }

  private static boolean begins(byte[] content, int at, String with) {
    byte[] wanted = with.getBytes(ISO_8859_1);
    if (content.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (content[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int little(byte[] content, int at, int bytes) {
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = (number << 8) | (content[at + i] & 0xFF);
    }
    return number;
  }
}
