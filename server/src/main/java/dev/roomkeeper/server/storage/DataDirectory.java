package dev.roomkeeper.server.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.roomkeeper.server.files.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory with all data of one server process. Locked while this is open. */
public final class DataDirectory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);

  private static final String LOCK = "lock";
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * The directories open in this process. The operating system's lock belongs to the process, and
   * closing any second channel on the lock file would release it.
   */
  private static final Set<Path> open = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens the directory, and creates it if needed.
   *
   * @throws DataRefused if another process has it, or it can't be used
   */
  public static DataDirectory open(Path directory) {
    try {
      Path path = ownDirectory(directory);
      if (!open.add(path)) {
        throw inUse(path);
      }
      try {
        return new DataDirectory(path, lock(path));
      } catch (IOException | RuntimeException e) {
        open.remove(path);
        throw e;
      }
    } catch (IOException e) {
      throw new DataRefused(
          "The data directory " + directory + " can't be used: " + FileFault.describe(e), e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel = FileChannel.open(ownFile(path.resolve(LOCK)), WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(path);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static DataRefused inUse(Path path) {
    return new DataRefused(
        "The data directory "
            + path
            + " is in use by another Roomkeeper: stop that one, or give this one a directory of its"
            + " own with --data.");
  }

  public Path path() {
    return path;
  }

  /** A file in this directory that only its owner may read. Created empty if missing. */
  Path file(String name) {
    try {
      return ownFile(path.resolve(name));
    } catch (IOException e) {
      throw new DataRefused(
          "The file " + path.resolve(name) + " can't be used: " + FileFault.describe(e), e);
    }
  }

  /**
   * The secret in {@code keys/<name>}. The first call creates it from the system's generator.
   *
   * @throws DataRefused if others may read the file, or it has another length
   */
  public byte[] secret(String name, int bytes) {
    Path keys = path.resolve("keys");
    Path file = keys.resolve(name);
    try {
      ownDirectory(keys);
      if (!Files.exists(file)) {
        writeSecret(file, bytes);
      }
      if (POSIX && isOpenToOthers(file)) {
        throw new DataRefused(
            "The key file "
                + file
                + " can be read by others, so its key may be known to them: delete it to get a new"
                + " one (everybody signs in again), or run 'chmod 600' on it if you are sure that"
                + " nobody read it.");
      }
      byte[] secret = Base64.getUrlDecoder().decode(Files.readString(file).strip());
      if (secret.length != bytes) {
        throw new DataRefused(
            "The key file " + file + " holds " + secret.length + " bytes instead of " + bytes);
      }
      return secret;
    } catch (IllegalArgumentException e) {
      throw new DataRefused("The key file " + file + " does not hold a key", null);
    } catch (IOException e) {
      throw new DataRefused("The key file " + file + " can't be used: " + FileFault.describe(e), e);
    }
  }

  /** Written completely under another name first, so that a crash leaves no partial key. */
  private static void writeSecret(Path file, int bytes) throws IOException {
    byte[] secret = new byte[bytes];
    new SecureRandom().nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(fresh, Set.of(CREATE_NEW, WRITE), attributes(OWNER_FILE))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path ownDirectory(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(directory, attributes(OWNER_DIRECTORY));
    }
    Path real = directory.toRealPath();
    if (POSIX && isOpenToOthers(real)) {
      tighten(real);
    }
    return real;
  }

  /**
   * Changes only directories that are ours or empty, in case somebody named a home directory by
   * mistake. The files are private in any case.
   */
  private static void tighten(Path directory) throws IOException {
    boolean ours;
    try (Stream<Path> entries = Files.list(directory)) {
      ours = Files.exists(directory.resolve(LOCK)) || entries.findAny().isEmpty();
    }
    try {
      if (ours) {
        Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
        return;
      }
    } catch (IOException e) {
      log.debug("chmod of {} failed", directory, e);
    }
    log.warn("Others may list the directory {}; its files are closed to them.", directory);
  }

  private static Path ownFile(Path file) throws IOException {
    try (FileChannel made =
        FileChannel.open(
            file, EnumSet.of(CREATE_NEW, StandardOpenOption.WRITE), attributes(OWNER_FILE))) {
      made.force(true);
    } catch (FileAlreadyExistsException e) {
      if (POSIX && isOpenToOthers(file)) {
        Files.setPosixFilePermissions(file, OWNER_FILE);
      }
    }
    return file;
  }

  private static boolean isOpenToOthers(Path path) throws IOException {
    return !OWNER_DIRECTORY.containsAll(Files.getPosixFilePermissions(path));
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.remove(path);
    }
  }
}
