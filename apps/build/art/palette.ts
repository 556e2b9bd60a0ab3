import { mix } from "./surface";

/** The colours of all pictures, each ramp from dark to light. Light comes from the upper left. */
export const ink = "#2b2438";

export const wood = ["#4b2f2a", "#6f4638", "#956046", "#b98257", "#d6a772", "#ecc998"] as const;
export const pale = ["#8d7458", "#b3987a", "#d2b998", "#e8d6b8", "#f5ead3", "#fdf8ea"] as const;
export const grass = ["#2f6146", "#3f7d4c", "#559a53", "#6fb35c", "#8fca6b", "#b9e086"] as const;
export const leaf = ["#1f4a41", "#2a6349", "#3b8150", "#57a05a", "#80bd66", "#b2d97f"] as const;
export const stone = ["#454660", "#5f627c", "#7f8398", "#a1a6b4", "#c2c6cd", "#dfe2e2"] as const;
export const sand = ["#8d6a4c", "#b08a62", "#cbaa7b", "#dec295", "#ecd7ae", "#f7ebcf"] as const;
export const water = ["#274b7d", "#2f689d", "#3d89b8", "#57a9cc", "#86cadd", "#c6edee"] as const;
export const red = ["#5c2438", "#86323f", "#b34a49", "#d46c58", "#ea977a", "#f8c4a4"] as const;
export const blue = ["#24305e", "#31478a", "#4668b0", "#6690cf", "#93b9e4", "#c4defa"] as const;
export const teal = ["#17404a", "#1f5c60", "#2e7f78", "#4aa191", "#7cc3aa", "#b4e0c6"] as const;
export const violet = ["#3a2656", "#573a7c", "#7a56a0", "#9d7bc0", "#c2a6dc", "#e2d0f2"] as const;
export const gold = ["#7a4522", "#a86a28", "#d39735", "#efc153", "#fbe08a", "#fff4c4"] as const;
export const pink = ["#7c2f58", "#ab4b72", "#d3708f", "#ec9bae", "#f8c3cb", "#fde3e2"] as const;
export const white = ["#8b93ab", "#b3bccd", "#d5dce5", "#eef2f4", "#ffffff", "#ffffff"] as const;
export const coal = ["#1c1b2b", "#2b2a3f", "#3d3d57", "#565874", "#777b95", "#9fa4b8"] as const;

export type Ramp = readonly [string, string, string, string, string, string];

/** A ramp, each colour a part of the way to another. */
export function mixed(ramp: Ramp, to: string, part: number): Ramp {
  return ramp.map((color) => mix(color, to, part)) as unknown as Ramp;
}
