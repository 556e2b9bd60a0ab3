package dev.roomkeeper.server.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Reads what went wrong out of an exception: its code alone, as messages may quote values. */
final class SqlFault {
  private SqlFault() {}

  /** A few words that may be logged and told to anybody. */
  static String describe(Throwable thrown) {
    SQLException sql = sqlException(thrown);
    return switch (sql) {
      case null -> thrown.getClass().getSimpleName();
      case SQLiteException sqlite -> sqlite.getResultCode().name();
      default -> "SQL state " + sql.getSQLState();
    };
  }

  /**
   * Whether a COMMIT that failed like this surely kept nothing.
   *
   * <p>SQLITE_FULL is said when a write fell short, and the frame that makes a transaction valid is
   * written last; SQLITE_BUSY before anything is written. After a failed fsync (SQLITE_IOERR) the
   * valid frames stand in the file and would count after a crash: that is not definite.
   */
  static boolean isDefiniteAtCommit(Throwable thrown) {
    if (!(sqlException(thrown) instanceof SQLiteException sqlite)) {
      return false;
    }
    int primary = sqlite.getResultCode().code & 0xff;
    return primary == SQLiteErrorCode.SQLITE_FULL.code
        || primary == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private static @Nullable SQLException sqlException(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
