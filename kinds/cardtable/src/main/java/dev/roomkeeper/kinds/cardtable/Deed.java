package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Data;

/** An action at a table that can be undone. */
@Data
enum Deed {
  ADD,
  REMOVE,
  MOVE,
  CHANGE,
  DECK,
  RESTYLE,
  SHUFFLE,
  DRAW,
  DEAL,
  PUT,
  COLLECT,
  CLEAR,
  FLIP,
  PLAY,
  TAKE,
  ROLL,
  COUNT
}
