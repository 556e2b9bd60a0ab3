/** A picture that is being drawn: red, green, blue, alpha for each pixel. */
export type Surface = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
};

/** `#rrggbb` or `#rrggbbaa`. */
export type Color = string;

type Rgba = readonly [number, number, number, number];

const parsed = new Map<Color, Rgba>();

function rgba(color: Color): Rgba {
  let found = parsed.get(color);
  if (!found) {
    const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
    found = [part(1), part(3), part(5), color.length > 7 ? part(7) : 255];
    parsed.set(color, found);
  }
  return found;
}

const hex = (value: number) => Math.round(value).toString(16).padStart(2, "0");

/** The colour between two; `t` from 0 (the first) to 1. */
export function mix(a: Color, b: Color, t: number): Color {
  const [from, to] = [rgba(a), rgba(b)];
  const at = (i: 0 | 1 | 2 | 3) => hex(from[i] + (to[i] - from[i]) * t);
  return `#${at(0)}${at(1)}${at(2)}${at(3)}`;
}

export function createSurface(width: number, height: number): Surface {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

/** Lays a colour over a pixel; outside nothing happens. */
export function dot(to: Surface, x: number, y: number, color: Color): void {
  if (x < 0 || y < 0 || x >= to.width || y >= to.height) return;
  over(to.data, (y * to.width + x) * 4, rgba(color));
}

function over(data: Uint8Array, i: number, [r, g, b, a]: Rgba): void {
  const below = data[i + 3] ?? 0;
  if (a === 255 || below === 0) {
    if (a === 0) return;
    data[i] = r;
    data[i + 1] = g;
    data[i + 2] = b;
    data[i + 3] = a;
    return;
  }
  const alpha = a + (below * (255 - a)) / 255;
  const part = a / alpha;
  data[i] = Math.round((data[i] ?? 0) * (1 - part) + r * part);
  data[i + 1] = Math.round((data[i + 1] ?? 0) * (1 - part) + g * part);
  data[i + 2] = Math.round((data[i + 2] ?? 0) * (1 - part) + b * part);
  data[i + 3] = Math.round(alpha);
}

export function alphaAt({ width, height, data }: Surface, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : (data[(y * width + x) * 4 + 3] ?? 0);
}

/** The colour of a pixel, the picture repeated in all directions. */
export function texel({ width, height, data }: Surface, x: number, y: number): Color {
  const i = (modulo(y, height) * width + modulo(x, width)) * 4;
  return `#${hex(data[i] ?? 0)}${hex(data[i + 1] ?? 0)}${hex(data[i + 2] ?? 0)}${hex(data[i + 3] ?? 0)}`;
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;

export function box(
  to: Surface,
  x: number,
  y: number,
  width: number,
  height: number,
  color: Color,
): void {
  for (let row = y; row < y + height; row += 1)
    for (let column = x; column < x + width; column += 1) dot(to, column, row, color);
}

/** A box with its corners cut off by so many pixels. */
export function plate(
  to: Surface,
  x: number,
  y: number,
  width: number,
  height: number,
  color: Color,
  cut = 1,
): void {
  for (let row = 0; row < height; row += 1) {
    const inset = Math.max(0, cut - Math.min(row, height - 1 - row));
    box(to, x + inset, y + row, width - 2 * inset, 1, color);
  }
}

/** An ellipse around a middle, which may lie between pixels. */
export function ellipse(
  to: Surface,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  color: Color,
): void {
  for (let y = Math.floor(cy - ry); y <= cy + ry; y += 1)
    for (let x = Math.floor(cx - rx); x <= cx + rx; x += 1)
      if (((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1) dot(to, x, y, color);
}

export function line(
  to: Surface,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  color: Color,
): void {
  const steps = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1), 1);
  for (let i = 0; i <= steps; i += 1)
    dot(
      to,
      Math.round(x1 + ((x2 - x1) * i) / steps),
      Math.round(y1 + ((y2 - y1) * i) / steps),
      color,
    );
}

export function stamp(to: Surface, from: Surface, x: number, y: number): void {
  for (let row = 0; row < from.height; row += 1) {
    for (let column = 0; column < from.width; column += 1) {
      const [tx, ty] = [x + column, y + row];
      if (tx < 0 || ty < 0 || tx >= to.width || ty >= to.height) continue;
      const i = (row * from.width + column) * 4;
      const { data } = from;
      if (data[i + 3] === 0) continue;
      over(to.data, (ty * to.width + tx) * 4, [
        data[i] ?? 0,
        data[i + 1] ?? 0,
        data[i + 2] ?? 0,
        data[i + 3] ?? 0,
      ]);
    }
  }
}

export function cut(from: Surface, x: number, y: number, width: number, height: number): Surface {
  const result = createSurface(width, height);
  for (let row = 0; row < height; row += 1) {
    if (y + row < 0 || y + row >= from.height) continue;
    const start = ((y + row) * from.width + x) * 4;
    result.data.set(from.data.subarray(start, start + width * 4), row * width * 4);
  }
  return result;
}

export function mirrored(from: Surface): Surface {
  const result = createSurface(from.width, from.height);
  for (let y = 0; y < from.height; y += 1)
    for (let x = 0; x < from.width; x += 1) dot(result, from.width - 1 - x, y, texel(from, x, y));
  return result;
}

/** Each pixel as a square of so many. */
export function enlarged(from: Surface, times: number): Surface {
  const result = createSurface(from.width * times, from.height * times);
  for (let y = 0; y < result.height; y += 1)
    for (let x = 0; x < result.width; x += 1)
      dot(result, x, y, texel(from, Math.floor(x / times), Math.floor(y / times)));
  return result;
}

/** Draws a line around all that is there, outside of it. */
export function outline(to: Surface, color: Color): void {
  const edge: [number, number][] = [];
  for (let y = 0; y < to.height; y += 1) {
    for (let x = 0; x < to.width; x += 1) {
      if (alphaAt(to, x, y) > 127) continue;
      const touches =
        alphaAt(to, x - 1, y) > 127 ||
        alphaAt(to, x + 1, y) > 127 ||
        alphaAt(to, x, y - 1) > 127 ||
        alphaAt(to, x, y + 1) > 127;
      if (touches) edge.push([x, y]);
    }
  }
  for (const [x, y] of edge) dot(to, x, y, color);
}

/** A number from 0 to 1 that looks like chance and is always the same for the same three. */
export function chance(x: number, y: number, seed = 0): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 144665);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 16), 2246822519);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
}

/** A whole number from `from` to `to`, both included. */
export function pick(from: number, to: number, x: number, y: number, seed = 0): number {
  return from + Math.floor(chance(x, y, seed) * (to - from + 1));
}
