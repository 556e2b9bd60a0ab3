package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Data;

/** What can be done at a table and taken back. */
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
