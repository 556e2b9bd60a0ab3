package dev.roomkeeper.module.http;

/** How a path is asked. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
