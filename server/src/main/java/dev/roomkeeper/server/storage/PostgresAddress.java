package dev.roomkeeper.server.storage;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The address of a PostgreSQL database, and the user to sign in as. Prints hosts and database name
 * only.
 */
public final class PostgresAddress {
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^@/?:]*)(?<secret>:[^@/]*)?@)?"
              + "(?<hosts>[^/?@]*)/(?<name>[^/?]+)(?:\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE);

  private static final int CONNECT_SECONDS = 2;

  /** The server's statement_timeout ends first, so this timeout ends only dead connections. */
  private static final int SOCKET_SECONDS = 6;

  private final String hosts;
  private final String name;
  private final String query;
  private final @Nullable String user;
  private final @Nullable String password;

  private PostgresAddress(
      String hosts, String name, String query, @Nullable String user, @Nullable String password) {
    this.hosts = hosts;
    this.name = name;
    this.query = query;
    this.user = user;
    this.password = password;
  }

  /**
   * Parses {@code postgres://user@host:5432/name?sslmode=require}, {@code postgresql://…} or {@code
   * jdbc:postgresql://…}. Of several hosts, separated by commas, the one that takes writes is used.
   *
   * @param password null for none, or for the one in {@code ~/.pgpass}
   * @throws DataRefused if it is no such URL, or contains a password
   */
  public static PostgresAddress parse(String url, @Nullable String password) {
    Matcher matcher = URL.matcher(url.strip());
    if (!matcher.matches()) {
      throw new DataRefused(
          "The --database URL can't be read: it looks like postgres://user@host:5432/name");
    }
    String query = matcher.group("query") == null ? "" : matcher.group("query");
    if (matcher.group("secret") != null || hasPassword(query)) {
      throw new DataRefused(
          "The --database URL has a password in it, which everybody on this machine can see in the"
              + " list of processes: take it out, and give it by --database-password-file or in the"
              + " environment, as ROOMKEEPER_DATABASE_PASSWORD or PGPASSWORD.");
    }
    String user = matcher.group("user");
    PostgresAddress address =
        new PostgresAddress(
            matcher.group("hosts").isEmpty() ? "localhost" : matcher.group("hosts"),
            matcher.group("name"),
            query,
            user == null || user.isEmpty()
                ? null
                : URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8),
            password);
    var _ = address.source();
    return address;
  }

  private static boolean hasPassword(String query) {
    for (String parameter : query.split("&", -1)) {
      String key = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
      if (key.strip().toLowerCase(Locale.ROOT).endsWith("password")) {
        return true;
      }
    }
    return false;
  }

  /** For slow work such as migrations. */
  PGSimpleDataSource patientSource() {
    PGSimpleDataSource source = source();
    source.setSocketTimeout(0);
    return source;
  }

  PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setURL(
          "jdbc:postgresql://" + hosts + "/" + name + (query.isEmpty() ? "" : "?" + query));
      if (user != null) {
        source.setUser(user);
      }
      if (password != null) {
        source.setPassword(password);
      }
      if (!query.contains(PGProperty.TARGET_SERVER_TYPE.getName())) {
        source.setTargetServerType("primary");
      }
      if (!query.contains(PGProperty.CONNECT_TIMEOUT.getName())) {
        source.setConnectTimeout(CONNECT_SECONDS);
      }
      if (!query.contains(PGProperty.SOCKET_TIMEOUT.getName())) {
        source.setSocketTimeout(SOCKET_SECONDS);
      }
      if (!query.contains(PGProperty.APPLICATION_NAME.getName())) {
        source.setApplicationName("roomkeeper");
      }
    } catch (IllegalArgumentException e) {
      // The exception's message quotes the URL.
      throw new DataRefused("The --database URL has a parameter or a host that can't be read.");
    }
    source.setTcpKeepAlive(true);
    return source;
  }

  @Override
  public String toString() {
    return hosts + "/" + name;
  }
}
