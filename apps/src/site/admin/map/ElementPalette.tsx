import { Eraser } from "lucide-react";
import type { ElementEntry } from "roomkeeper";
import { Picture } from "../../../ui/Picture";
import { describeElement } from "../describe";

type Props = {
  elements: readonly ElementEntry[];
  isWaiting: boolean;
  /** An element's id; null to take away. */
  chosen: string | null;
  onChoose: (elementId: string | null) => void;
};

/** What a press on the map does: places one of the elements, or takes away. */
export function ElementPalette({ elements, isWaiting, chosen, onChoose }: Props) {
  return (
    <fieldset className="choice">
      <legend className="field__label">Place on the map</legend>
      <div className="palette__items" aria-busy={isWaiting}>
        <label className="pick palette__item" title="Take away">
          <input
            type="radio"
            name="element"
            checked={chosen === null}
            onChange={() => onChoose(null)}
          />
          <Eraser size={24} aria-hidden />
          <span className="visually-hidden">Take away</span>
        </label>
        {elements.map((element) => (
          <label key={element.id} className="pick palette__item" title={describeElement(element)}>
            <input
              type="radio"
              name="element"
              aria-label={describeElement(element)}
              checked={chosen === element.id}
              onChange={() => onChoose(element.id)}
            />
            <Picture url={element.imageUrl} alt="" className="palette__picture" />
          </label>
        ))}
      </div>
      <p className="field__hint">
        Choose an element, then press on the map; its upper left corner goes there.
      </p>
    </fieldset>
  );
}
