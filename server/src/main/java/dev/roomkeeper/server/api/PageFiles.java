package dev.roomkeeper.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the built pages by path, as of the time when this was created.
 *
 * @param start the content of index.html
 * @param builtAt when index.html was written, which identifies the build
 */
record PageFiles(Map<String, File> files, String start, FileTime builtAt) {
  private static final String START = "index.html";
  private static final String BROTLI = ".br";
  private static final String GZIP = ".gz";
  private static final int TAG_LENGTH = 16;

  /**
   * One file.
   *
   * @param tag a hash of the content
   * @param brotli the same compressed; null if the build made none
   * @param gzip the same for clients without Brotli; null if the build made none
   */
  record File(Path path, String tag, @Nullable Path brotli, @Nullable Path gzip) {}

  /** Reads the folder. Blocks on the disk. */
  static PageFiles of(Path folder) throws IOException {
    Map<String, Path> found = new HashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        Path relative = folder.relativize(file);
        if (!isHidden(relative)) {
          found.put("/" + relative.toString().replace('\\', '/'), file.toAbsolutePath());
        }
      }
    }
    Map<String, File> files = new HashMap<>();
    for (Map.Entry<String, Path> each : found.entrySet()) {
      String path = each.getKey();
      boolean isCompressed =
          Stream.of(BROTLI, GZIP)
              .anyMatch(end -> path.endsWith(end) && found.containsKey(without(path, end)));
      if (!isCompressed && !path.equals("/" + START)) {
        files.put(
            path,
            new File(
                each.getValue(),
                tag(Files.readAllBytes(each.getValue())),
                found.get(path + BROTLI),
                found.get(path + GZIP)));
      }
    }
    Path start = folder.resolve(START);
    return new PageFiles(
        Map.copyOf(files), Files.readString(start), Files.getLastModifiedTime(start));
  }

  private static String without(String path, String end) {
    return path.substring(0, path.length() - end.length());
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** The ETag by which a client knows that its copy is still valid. */
  static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
