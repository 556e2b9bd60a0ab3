package dev.roomkeeper.client;

import java.io.IOException;

/** The server answered a request with an error (RFC 9457). */
public final class HttpProblem extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  public HttpProblem(int status, String detail) {
    super("HTTP " + status + (detail.isEmpty() ? "" : ": " + detail));
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the same request would get the same answer again. */
  boolean isFinal() {
    return status >= 400 && status < 500 && status != 408 && status != 429;
  }
}
