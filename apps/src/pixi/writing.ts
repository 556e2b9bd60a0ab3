import { Text } from "pixi.js";

const fontFamily = "Figtree Variable, system-ui, sans-serif";

type Style = {
  readonly color: number;
  readonly size: number;
  /** At which width lines break; 0 for never. */
  readonly wrap?: number;
  /** How much larger than a unit a pixel of it may become. */
  readonly resolution?: number;
};

/** A text around its middle. */
export function write(text: string, { color, size, wrap = 0, resolution }: Style): Text {
  const result = new Text({
    text,
    ...(resolution === undefined ? {} : { resolution }),
    style: {
      fontFamily,
      fontSize: size,
      fontWeight: "600",
      fill: color,
      ...(wrap > 0
        ? { wordWrap: true, wordWrapWidth: wrap, breakWords: true, lineHeight: size * 1.3 }
        : {}),
    },
  });
  result.anchor.set(0.5, 0.5);
  return result;
}

const letters = new Intl.Segmenter();

/** At most so many letters, as people count them. */
export function shortened(text: string, max: number): string {
  const all = [...letters.segment(text)].map(({ segment }) => segment);
  return all.length <= max ? text : `${all.slice(0, max - 1).join("")}…`;
}
