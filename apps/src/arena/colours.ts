/** Told apart by people who are colour-blind too (Okabe and Ito), and by a letter besides. */
const colours = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#d55e00",
  "#f0e442",
  "#999999",
] as const;

export function colourOf(slot: number): string {
  return colours[slot % colours.length] ?? colours[0];
}

const numbers = colours.map((colour) => Number.parseInt(colour.slice(1), 16));

/** The same for a canvas. */
export function colourNumber(slot: number): number {
  return numbers[slot % numbers.length] ?? 0;
}
