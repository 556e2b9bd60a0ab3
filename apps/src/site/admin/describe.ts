import type { ElementEntry } from "roomkeeper";

/** An element in words, for whoever does not see its picture. */
export function describeElement({
  name,
  width,
  height,
  static: isStatic,
  use,
}: ElementEntry): string {
  const what = name ?? (use === "cardtable" ? "Card table" : "Element");
  const way = isStatic ? "in the way" : "to walk over";
  return `${what}, ${width} × ${height} blocks, ${way}`;
}
