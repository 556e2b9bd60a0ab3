/** The package ships no types: each export is one card's drawing. */
declare module "@letele/playing-cards/dist/index.esm.js" {
  import type { FunctionComponent, SVGProps } from "react";

  type Drawing = FunctionComponent<SVGProps<SVGSVGElement>>;
  type Suit = "C" | "D" | "H" | "S";
  type Rank = "a" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "j" | "q" | "k";
  const drawings: Record<`${Suit}${Rank}` | "J1" | "J2" | "B1" | "B2", Drawing>;
  export = drawings;
}
