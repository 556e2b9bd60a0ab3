import { Check, Eraser } from "lucide-react";
import { useStore } from "roomkeeper/react";
import { hrefOf } from "../../lib/site";
import { useVenue } from "../state/context";

/** What can be placed, and the eraser. */
export function EditorBar() {
  const { catalogue, tool } = useVenue();
  const kinds = [...useStore(catalogue.elements).values()];
  const chosen = useStore(tool);
  const chosenId =
    chosen !== null && chosen !== "choose" && chosen.name === "place" ? chosen.elementId : null;
  const isRemoving = chosen !== null && chosen !== "choose" && chosen.name === "remove";
  return (
    <section className="editor" aria-label="Editor">
      <p className="editor__hint">{hintOf(chosenId !== null, isRemoving)}</p>
      <div className="editor__row">
        <button
          type="button"
          className="editor__tool"
          aria-pressed={isRemoving}
          onClick={() => tool.set(isRemoving ? "choose" : { name: "remove" })}
        >
          <Eraser size={24} aria-hidden />
          <span>Remove</span>
        </button>
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

function hintOf(isPlacing: boolean, isRemoving: boolean): string {
  if (isRemoving) return "Click what shall go. Enter removes what is before you.";
  if (isPlacing) return "Click where it shall stand. Enter places it before you.";
  return "Choose what to place.";
}

/** An element without a name goes by that of its picture. */
function nameOf(name: string | undefined, imageUrl: string): string {
  if (name !== undefined) return name;
  const file = /([^/?#]+?)(\.\w+)?([?#].*)?$/.exec(imageUrl)?.[1] ?? "element";
  const words = file.replace(/[-_]+/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
