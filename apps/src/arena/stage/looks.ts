/** The colours of an arena. */
export type Look = {
  readonly outside: number;
  readonly ground: number;
  readonly wall: number;
  readonly wallEdge: number;
  readonly cover: number;
  readonly ink: number;
  readonly health: number;
  readonly safe: number;
};

export const light: Look = {
  outside: 0x323936,
  ground: 0xe9e5db,
  wall: 0x4a534e,
  wallEdge: 0x323936,
  cover: 0xb08a5e,
  ink: 0x1d211f,
  health: 0x1c7a56,
  safe: 0x1668d6,
};

export const dark: Look = {
  outside: 0x0c0e0d,
  ground: 0x1d2220,
  wall: 0x59635d,
  wallEdge: 0x7b867f,
  cover: 0x7a5c3a,
  ink: 0xf0f2ee,
  health: 0x4cc394,
  safe: 0x7db5ff,
};
