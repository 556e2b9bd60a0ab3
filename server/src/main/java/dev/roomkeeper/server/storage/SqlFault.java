package dev.roomkeeper.server.storage;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Reads an exception's error code. Its message is not used, since it may quote values. */
final class SqlFault {
  /** Classes of SQL states: data, constraints, transactions, rights, syntax, limits, locks. */
  private static final Set<String> TAKEN_BACK =
      Set.of("0A", "21", "22", "23", "25", "28", "40", "42", "44", "54", "55", "P0");

  private static final String QUERY_CANCELED = "57014";
  private static final String COMPLETION_UNKNOWN = "40003";

  private SqlFault() {}

  /** Has no message of its own, since a message might quote values. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(SQLException cause) {
      super(cause);
    }
  }

  /** A few words that are safe to log and to tell anybody. */
  static String describe(Throwable thrown) {
    SQLException sql = sqlException(thrown);
    return switch (sql) {
      case null -> thrown.getClass().getSimpleName();
      case SQLiteException sqlite -> sqlite.getResultCode().name();
      default -> "SQL state " + sql.getSQLState();
    };
  }

  /**
   * Whether a COMMIT that failed like this certainly kept nothing.
   *
   * <p>SQLITE_FULL means that a write fell short, and the frame that makes a transaction valid is
   * written last. SQLITE_BUSY comes before anything is written. After a failed fsync (SQLITE_IOERR)
   * the valid frames are in the file and would count after a crash, so that is not certain.
   *
   * <p>A statement sent to PostgreSQL may be its own transaction, so this is asked about any of its
   * failures.
   */
  static boolean isDefiniteAtCommit(Throwable thrown) {
    return switch (sqlException(thrown)) {
      case null -> false;
      case SQLiteException sqlite -> {
        int primary = sqlite.getResultCode().code & 0xff;
        yield primary == SQLiteErrorCode.SQLITE_FULL.code
            || primary == SQLiteErrorCode.SQLITE_BUSY.code;
      }
      case PSQLException postgres -> isTakenBack(postgres);
      default -> false;
    };
  }

  /**
   * Whether PostgreSQL itself reported this error for a statement and rolled the statement back.
   * That is not so for an ended connection (57P01 and the like) or exhausted resources (53), which
   * may come after the commit record was written, nor for the driver's own errors in class 08.
   */
  private static boolean isTakenBack(PSQLException thrown) {
    String state = thrown.getSQLState();
    return thrown.getServerErrorMessage() != null
        && state != null
        && state.length() == 5
        && (TAKEN_BACK.contains(state.substring(0, 2)) || state.equals(QUERY_CANCELED))
        && !state.equals(COMPLETION_UNKNOWN);
  }

  /** Whether the database can't be reached, so that another try would fail as well. */
  static boolean isUnreachable(Throwable thrown) {
    SQLException sql = sqlException(thrown);
    String state = sql == null ? null : sql.getSQLState();
    return switch (sql) {
      case null -> false;
      case SQLTransientConnectionException _ -> true; // from the pool
      case PSQLException _ ->
          state != null
              && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
      default -> false;
    };
  }

  /**
   * Whether the connection was ended, so that a new one may serve; not if nobody answered on it.
   */
  static boolean isEnded(Throwable thrown) {
    return sqlException(thrown) instanceof PSQLException ended
        && isUnreachable(ended)
        && !(ended.getCause() instanceof SocketTimeoutException);
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
