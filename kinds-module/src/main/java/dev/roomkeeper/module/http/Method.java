package dev.roomkeeper.module.http;

/** An HTTP method. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
