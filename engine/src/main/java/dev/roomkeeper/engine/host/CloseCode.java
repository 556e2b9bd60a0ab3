package dev.roomkeeper.engine.host;

/** Why a socket was closed, as WebSocket close codes. */
public enum CloseCode {
  TRY_AGAIN_LATER(1013),
  BAD_FRAMES(4400),
  TOKEN_EXPIRED(4401),
  FORBIDDEN(4403),
  ROOM_GONE(4404),
  NO_JOIN(4408),
  REPLACED(4409),
  TOO_SLOW_OR_TOO_LARGE(4413),
  RATE(4429),
  MOVING(4503);

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }
}
