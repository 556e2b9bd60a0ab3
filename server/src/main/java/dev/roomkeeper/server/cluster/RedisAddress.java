package dev.roomkeeper.server.cluster;

import io.lettuce.core.RedisURI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a Redis, and the user to sign in as. Prints host and port only. */
public final class RedisAddress {
  private static final Pattern URL =
      Pattern.compile(
          "rediss?://(?<userinfo>[^/?]*@)?(?:\\[[0-9a-f:.]+]|[\\w.-]+)(?::\\d{1,5})?"
              + "(?:/\\d{0,5})?(?:\\?verifyPeer=(?:full|ca|none))?",
          Pattern.CASE_INSENSITIVE);

  /** The address is not acceptable. The message is a sentence for the operator. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String sentence) {
      super(sentence);
    }
  }

  private final RedisURI uri;

  private RedisAddress(RedisURI uri) {
    this.uri = uri;
  }

  /**
   * Parses {@code redis://host:6379}, {@code redis://host:6379/2} for another database, or {@code
   * rediss://…} for TLS.
   *
   * @param user null for the default user
   * @param password null for none
   * @throws Refused if it is no such URL, or contains a user or a password
   */
  public static RedisAddress parse(String url, @Nullable String user, @Nullable String password) {
    Matcher matcher = URL.matcher(url.strip());
    if (!matcher.matches()) {
      throw new Refused("The --redis URL can't be read: it looks like redis://host:6379");
    }
    if (matcher.group("userinfo") != null) {
      // Some clients read a single word as a password, others as a user.
      throw new Refused(
          "The --redis URL has a user or a password in it, which everybody on this machine can see"
              + " in the list of processes: take it out, and give the user by --redis-user and the"
              + " password by --redis-password-file or in the environment, as"
              + " ROOMKEEPER_REDIS_PASSWORD or REDISCLI_AUTH.");
    }
    if (user != null && password == null) {
      throw new Refused(
          "There is a --redis-user without a password: give it by --redis-password-file or in the"
              + " environment, as ROOMKEEPER_REDIS_PASSWORD or REDISCLI_AUTH.");
    }
    return new RedisAddress(uri(url.strip(), user, password));
  }

  private static RedisURI uri(String url, @Nullable String user, @Nullable String password) {
    RedisURI read;
    try {
      read = RedisURI.create(url);
    } catch (RuntimeException e) {
      // The exception's message quotes the URL.
      throw new Refused("The --redis URL has a host or a port that can't be read.");
    }
    if (password == null) {
      return read;
    }
    RedisURI.Builder builder = RedisURI.builder(read);
    return user == null
        ? builder.withPassword(password.toCharArray()).build()
        : builder.withAuthentication(user, password.toCharArray()).build();
  }

  RedisURI uri() {
    return uri;
  }

  @Override
  public String toString() {
    return uri.getHost() + ":" + uri.getPort();
  }
}
