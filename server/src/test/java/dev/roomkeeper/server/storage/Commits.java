package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.kit.TestClient;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Stands between the journal and its connection, and makes COMMIT do what a test wants. */
final class Commits implements UnaryOperator<DataSource> {
  enum Fate {
    GO_THROUGH,
    /** Nothing is kept; fsync said so, and after it nobody can be sure. */
    FAIL,
    /** All is kept, and the answer is lost. */
    GO_THROUGH_UNHEARD,
    DISK_FULL
  }

  /** Of the next COMMIT; the ones after it go through. */
  volatile Fate next = Fate.GO_THROUGH;

  volatile boolean reachable = true;

  /** A COMMIT takes one. */
  final Semaphore permits = new Semaphore(1_000_000);

  @Override
  public DataSource apply(DataSource source) {
    return proxy(
        DataSource.class,
        (_, method, arguments) -> {
          if (method.getName().equals("getConnection") && !reachable) {
            throw new SQLException("no connection to anybody at 10.0.0.1", "08001");
          }
          Object result = call(() -> method.invoke(source, arguments));
          return result instanceof Connection connection ? wrap(connection) : result;
        });
  }

  private Connection wrap(Connection connection) {
    return proxy(
        Connection.class,
        (_, method, arguments) ->
            method.getName().equals("commit")
                ? commit(connection)
                : call(() -> method.invoke(connection, arguments)));
  }

  private Object commit(Connection connection) throws Exception {
    permits.acquire();
    Fate fate = next;
    next = Fate.GO_THROUGH;
    if (fate == Fate.GO_THROUGH || fate == Fate.GO_THROUGH_UNHEARD) {
      connection.commit();
    }
    SQLiteErrorCode code =
        switch (fate) {
          case GO_THROUGH -> SQLiteErrorCode.SQLITE_OK;
          case FAIL, GO_THROUGH_UNHEARD -> SQLiteErrorCode.SQLITE_IOERR_FSYNC;
          case DISK_FULL -> SQLiteErrorCode.SQLITE_FULL;
        };
    if (code != SQLiteErrorCode.SQLITE_OK) {
      throw new SQLiteException("the disk has trouble", code);
    }
    return connection;
  }

  /** Until a COMMIT waits for its permit. */
  void awaitOneHeldUp() {
    TestClient.await(permits::hasQueuedThreads, "a COMMIT that is held up");
  }

  private interface Call {
    Object run() throws Exception;
  }

  private static Object call(Call call) throws Throwable {
    try {
      return call.run();
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
