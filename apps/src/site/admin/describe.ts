import type { ElementEntry } from "roomkeeper";

const nameOf = { cardtable: "Card table", arena: "Arena" } as const;

/** An element in words, for whoever does not see its picture. */
export function describeElement({
  name,
  width,
  height,
  static: isStatic,
  use,
}: ElementEntry): string {
  const what = name ?? (use === undefined ? "Element" : nameOf[use]);
  const way = isStatic ? "in the way" : "to walk over";
  return `${what}, ${width} × ${height} blocks, ${way}`;
}
