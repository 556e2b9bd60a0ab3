package dev.roomkeeper.module.json;

import dev.roomkeeper.engine.json.JsonObject;

/**
 * An HTTP error as in RFC 9457.
 *
 * @param status the HTTP status
 * @param code one word for programs, like the codes on the wire
 * @param detail a sentence for people
 */
public record Problem(int status, String code, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The body, as UTF-8 JSON. */
  public byte[] body() {
    return JsonCodec.write(
        JsonObject.EMPTY
            .with("type", "about:blank")
            .with("title", title())
            .with("status", status)
            .with("code", code)
            .with("detail", detail)
            .with("message", detail));
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 415 -> "Unsupported media type";
      case 426 -> "Upgrade required";
      case 429 -> "Too many requests";
      case 503 -> "Unavailable";
      default -> status >= 500 ? "Internal error" : "Error";
    };
  }
}
