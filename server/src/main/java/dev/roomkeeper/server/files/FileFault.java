package dev.roomkeeper.server.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Says in words what is wrong with a file, for the operator who named it. */
public final class FileFault {
  private FileFault() {}

  /** A few words, to follow a colon. */
  public static String describe(IOException thrown) {
    return switch (thrown) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not use it; look at its owner and its rights";
      case NotDirectoryException _ -> "it is no directory";
      case FileAlreadyExistsException e -> e.getFile() + " is a file, and no directory";
      case FileSystemException e ->
          Objects.requireNonNullElse(e.getReason(), "the operating system refuses it");
      case CharacterCodingException _ -> "it is not text";
      default -> Objects.requireNonNullElse(thrown.getMessage(), "it can't be read");
    };
  }
}
