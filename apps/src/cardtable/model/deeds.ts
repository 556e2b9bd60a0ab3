import type { LogEntry } from "roomkeeper/cardtable";

/** What was done, as an end of a sentence that begins with who did it. */
export function deedOf({ deed, count, thing, deck }: LogEntry): string {
  const things = amount(count, thing);
  const named = deck === undefined ? "a deck" : `“${deck}”`;
  switch (deed) {
    case "add":
      return `put ${things} on the table`;
    case "remove":
      return `removed ${things}`;
    case "move":
      return `moved ${things}`;
    case "change":
      return `changed ${things}`;
    case "deck":
      return `set out ${named}`;
    case "restyle":
      return `changed ${count === 1 ? "a deck" : `${count} decks`}`;
    case "shuffle":
      return `shuffled ${named}`;
    case "draw":
      return `drew ${things} from ${named}`;
    case "deal":
      return `dealt ${things} to each from ${named}`;
    case "put":
      return `put ${things} into ${named}`;
    case "collect":
      return `collected ${things} into ${named}`;
    case "clear":
      return `took ${named} away`;
    case "flip":
      return `turned ${things} over`;
    case "play":
      return `played ${things}`;
    case "take":
      return `took ${things} in hand`;
    case "roll":
      return `rolled ${things}`;
    case "count":
      return `counted ${count < 0 ? `−${-count}` : `+${count}`}`;
  }
}

const plurals: Readonly<Record<string, string>> = { die: "dice" };

function amount(count: number, thing: string | undefined): string {
  const name = thing ?? "thing";
  if (count === 1) return `a ${name}`;
  return `${count} ${plurals[name] ?? `${name}s`}`;
}
