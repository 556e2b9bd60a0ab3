package dev.roomkeeper.server.ice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.server.files.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret shared with coturn ({@code static-auth-secret}). It is never printed. */
final class TurnSecret {
  private static final Logger LOG = LoggerFactory.getLogger(TurnSecret.class);

  /** A shorter secret could be guessed from one credential, without asking coturn. */
  private static final int LENGTH_MIN = 16;

  private static final int FILE_BYTES_MAX = 4096;
  private static final String HMAC = "HmacSHA1"; // coturn's REST scheme prescribes it.
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final SecretKeySpec key;

  private TurnSecret(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * Reads the secret: the file's only line.
   *
   * @throws IceRefused if there is none, or it is weak
   */
  static TurnSecret read(Path file) {
    byte[] content;
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new IceRefused("The TURN secret file " + file + " is too large for one secret.");
      }
      content = Files.readAllBytes(file);
      warnIfOpen(file);
    } catch (IOException e) {
      throw new IceRefused(
          "The TURN secret file " + file + " can't be read: " + FileFault.describe(e), e);
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString().strip();
    } catch (CharacterCodingException e) {
      throw new IceRefused("The TURN secret file " + file + " is not text.", null);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IceRefused(
          "The TURN secret file " + file + " must hold one line: coturn's static-auth-secret.");
    }
    if (text.length() < LENGTH_MIN) {
      throw new IceRefused(
          "The TURN secret in "
              + file
              + " has fewer than "
              + LENGTH_MIN
              + " characters; 'openssl rand -hex 32' makes a good one.");
    }
    return new TurnSecret(new SecretKeySpec(text.getBytes(UTF_8), HMAC));
  }

  private static void warnIfOpen(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
    if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
      LOG.warn("Others may use the TURN secret file {}: run 'chmod 600' on it.", file);
    }
  }

  /** The credential for a username. */
  String credential(String username) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is missing in this JDK", e);
    }
  }

  @Override
  public String toString() {
    return "TurnSecret";
  }
}
