package dev.roomkeeper.module.http;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.module.json.Problem;

/** An error answer. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final long retryAfterSeconds;

  public Refusal(int status, String code, String detail) {
    this(status, code, detail, 0);
  }

  /**
   * @param retryAfterSeconds 0 if the answer does not say
   */
  public Refusal(int status, String code, String detail, long retryAfterSeconds) {
    super(detail, null, false, false);
    this.problem = new Problem(status, code, detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The request is wrong. */
  public static Refusal bad(String detail) {
    return new Refusal(400, "BAD_REQUEST", detail);
  }

  /** A room's refusal, with the HTTP status for its code. */
  public static Refusal of(Code code, String detail) {
    return switch (code) {
      case FORBIDDEN -> new Refusal(403, "FORBIDDEN", detail);
      case NOT_FOUND -> new Refusal(404, "NOT_FOUND", detail);
      case CONFLICT -> new Refusal(409, "CONFLICT", detail);
      case TOO_LARGE -> new Refusal(409, "TOO_LARGE", detail);
      case RATE_LIMITED -> new Refusal(429, "RATE_LIMITED", detail, 1);
      case UNAVAILABLE -> new Refusal(503, "UNAVAILABLE", detail, 1);
      case INTERNAL -> new Refusal(500, "INTERNAL", detail);
      case BAD_REQUEST, UNKNOWN_COMMAND -> bad(detail);
    };
  }

  /** Refuses a body with a mistake in it. */
  public static void check(Fields fields) throws Refusal {
    String problem = fields.problem();
    if (problem != null) {
      throw bad(problem);
    }
  }

  public Problem problem() {
    return problem;
  }

  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
