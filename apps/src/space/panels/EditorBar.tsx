import { Check, Eraser, FlipHorizontal2, Move } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "roomkeeper/react";
import { hrefOf } from "../../lib/site";
import { isTouch } from "../../lib/touch";
import { useVenue } from "../state/context";
import type { Tool } from "../state/venue";

/** What can be placed, and the eraser. */
export function EditorBar() {
  const { catalogue, tool } = useVenue();
  const kinds = [...useStore(catalogue.elements).values()];
  const chosen = useStore(tool);
  const chosenId =
    chosen !== null && chosen !== "choose" && chosen.name === "place" ? chosen.elementId : null;
  const isOf = (name: Tool["name"]) =>
    chosen !== null && chosen !== "choose" && chosen.name === name;
  return (
    <section className="editor" aria-label="Editor">
      <p className="editor__hint">{hintOf(chosen)}</p>
      <div className="editor__row">
        {tools.map(({ label, icon, tool: one }) => (
          <button
            key={label}
            type="button"
            className="editor__tool"
            aria-pressed={isOf(one.name)}
            onClick={() => tool.set(isOf(one.name) ? "choose" : one)}
          >
            {icon}
            <span>{label}</span>
          </button>
        ))}
        <ul className="editor__kinds" aria-label="Elements">
          {kinds.map(({ id, name, imageUrl, width, height }) => (
            <li key={id}>
              <button
                type="button"
                className="editor__kind"
                aria-pressed={id === chosenId}
                aria-label={`${nameOf(name, imageUrl)}, ${width} by ${height} blocks`}
                title={nameOf(name, imageUrl)}
                onClick={() =>
                  tool.set(id === chosenId ? "choose" : { name: "place", elementId: id })
                }
              >
                <img src={hrefOf(imageUrl)} alt="" draggable={false} loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="button button--primary editor__done"
          onClick={() => tool.set(null)}
        >
          <Check size={18} aria-hidden />
          Done
        </button>
      </div>
    </section>
  );
}

const tools: readonly { label: string; icon: ReactNode; tool: Tool }[] = [
  { label: "Move", icon: <Move size={24} aria-hidden />, tool: { name: "move", held: null } },
  { label: "Turn", icon: <FlipHorizontal2 size={24} aria-hidden />, tool: { name: "turn" } },
  { label: "Remove", icon: <Eraser size={24} aria-hidden />, tool: { name: "remove" } },
];

function hintOf(chosen: Tool | "choose" | null): string {
  if (chosen === null || chosen === "choose") return "Choose what to place.";
  const press = isTouch() ? "Tap" : "Click";
  const key = (what: string) => (isTouch() ? "" : ` Enter ${what}.`);
  switch (chosen.name) {
    case "place":
      return `${press} where it shall stand.${key("places it before you")}`;
    case "move":
      return chosen.held === null
        ? `${press} what shall stand elsewhere.${key("takes up what is before you")}`
        : `${press} where it shall stand now.${key("puts it down before you")}`;
    case "turn":
      return `${press} what shall look the other way.${key("turns what is before you")}`;
    case "remove":
      return `${press} what shall go.${key("removes what is before you")}`;
  }
}

/** An element without a name goes by that of its picture. */
function nameOf(name: string | undefined, imageUrl: string): string {
  if (name !== undefined) return name;
  const file = /([^/?#]+?)(\.\w+)?([?#].*)?$/.exec(imageUrl)?.[1] ?? "element";
  const words = file.replace(/[-_]+/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
