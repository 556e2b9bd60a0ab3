import type { Declined, DmFight } from "roomkeeper/campaign";
import type { Sitting } from "../state/sitting";
import type { DeskUse } from "./desk";
import { undoLast } from "./undoLast";

type Latest = {
  readonly use: DeskUse;
  readonly fight: DmFight | null;
  readonly sitting: Sitting;
};

/** The keys of the DM's screen, in words for whoever asks. */
export const keyWords: readonly { readonly key: string; readonly does: string }[] = [
  { key: "n", does: "Next turn" },
  { key: "b", does: "Back to the turn before" },
  { key: "d", does: "Damage" },
  { key: "h", does: "Heal" },
  { key: "c", does: "Condition" },
  { key: "/", does: "Search the bestiary" },
  { key: "u", does: "Undo the last move" },
  { key: "r", does: "Redo" },
  { key: "↑ ↓", does: "Choose somebody in the order" },
  { key: "Space", does: "Mark as one of several targets" },
  { key: "?", does: "These keys" },
];

/** Listens on the whole page, except in text fields and while a dialog is open. */
export function installKeys(latest: () => Latest): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
    if (act(event.key, latest())) event.preventDefault();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

function act(key: string, { use, fight, sitting }: Latest): boolean {
  const { desk } = use;
  if (key === "?") {
    use.ask({ name: "keys" });
    return true;
  }
  if (sitting.isLooking) return false;
  const about = use.targets().length > 0;
  switch (key) {
    case "n":
      if (fight !== null) void nextTurn(sitting, fight);
      return true;
    case "b":
      if (fight !== null) void turnBack(sitting, fight);
      return true;
    case "d":
    case "h":
    case "c":
      if (about) use.ask({ name: key === "d" ? "damage" : key === "h" ? "heal" : "condition" });
      return true;
    case "/": {
      const encounter = fight?.id ?? desk.prepared;
      if (encounter !== null) use.ask({ name: "add", encounter });
      return true;
    }
    case "u":
      void undoLast(sitting);
      return true;
    case "r":
      void sitting.act("redo", {});
      return true;
    case "ArrowDown":
    case "ArrowUp":
      return step(use, fight, key === "ArrowDown" ? 1 : -1);
    case " ":
      // Space on a button presses the button.
      if (desk.focus === null || document.activeElement?.tagName === "BUTTON") return false;
      use.toggle(desk.focus);
      return true;
    default:
      return false;
  }
}

/** Sittings that wait for the answer to a turn.next or a turn.back. */
const moving = new WeakSet<Sitting>();

/** Goes to the next turn. Presses before the answer count once. */
export async function nextTurn(
  sitting: Sitting,
  { round, turn }: DmFight,
  declined: readonly Declined[] = [],
): Promise<void> {
  await once(sitting, () => sitting.act("turn.next", { round, turn, declined }));
}

/** Goes back to the turn before. Presses before the answer count once. */
export async function turnBack(sitting: Sitting, { round, turn }: DmFight): Promise<void> {
  await once(sitting, () => sitting.act("turn.back", { round, turn }));
}

async function once(sitting: Sitting, move: () => Promise<boolean>): Promise<void> {
  if (moving.has(sitting)) return;
  moving.add(sitting);
  await move();
  moving.delete(sitting);
}

function step({ desk, change }: DeskUse, fight: DmFight | null, by: number): boolean {
  const ids = fight?.fighters.map(({ id }) => id) ?? [];
  if (ids.length === 0) return false;
  const at = desk.focus === null ? -1 : ids.indexOf(desk.focus);
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
  const id = ids[next];
  if (id === undefined) return false;
  change({ focus: id });
  const row = document.querySelector<HTMLElement>(
    `[data-fighter="${CSS.escape(id)}"] .fighter__open`,
  );
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}
