package dev.roomkeeper.engine.kind;

/** Why a command was refused, as clients read it. */
public enum Code {
  BAD_REQUEST,
  UNKNOWN_COMMAND,
  FORBIDDEN,
  NOT_FOUND,
  CONFLICT,
  RATE_LIMITED,
  TOO_LARGE,
  UNAVAILABLE,
  INTERNAL
}
