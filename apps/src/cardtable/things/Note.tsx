import { type CSSProperties, type RefObject, useLayoutEffect, useRef } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { useStore } from "roomkeeper/react";
import { attempt } from "../../lib/attempt";
import { isTouch } from "../../lib/touch";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { textIn } from "../model/things";
import { useDesk } from "../state/context";

const textMax = 400;

export function Note({ id, object }: { id: string; object: BoardObject }) {
  const { table, editing } = useDesk();
  const isEditing = useStore(editing) === id;
  const text = textIn(object, "text");
  const style = { "--note": textIn(object, "color", "#fde68a") } as CSSProperties;
  const keep = (next: string): void => {
    editing.set(null);
    if (next !== text) void attempt(table.objects.update(id, { text: next }));
  };
  const shown = useFittingText(text, isEditing);
  if (!isEditing) {
    return (
      <div ref={shown} className="note" style={style}>
        {text === "" ? (
          <span className="note__hint">{isTouch() ? "Double-tap" : "Double-click"} to write</span>
        ) : (
          text
        )}
      </div>
    );
  }
  return (
    <div className="note" style={style} data-still>
      <NoteField text={text} onDone={keep} />
    </div>
  );
}

const fontPixels = [24, 20, 17, 15, 13, 11, 9];

/** Writes as large as lets all of the text fit. What does not fit even so can be scrolled. */
function useFittingText(text: string, isEditing: boolean): RefObject<HTMLDivElement | null> {
  const shown = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another size
  useLayoutEffect(() => {
    const element = shown.current;
    if (element === null) return;
    for (const pixels of fontPixels) {
      element.style.fontSize = `${pixels}px`;
      if (element.scrollHeight <= element.clientHeight) return;
    }
  }, [text, isEditing]);
  return shown;
}

function NoteField({ text, onDone }: { text: string; onDone: (text: string) => void }) {
  const field = useFocusAtFirst<HTMLTextAreaElement>();
  return (
    <textarea
      ref={field}
      className="note__text"
      aria-label="Text of the note"
      defaultValue={text}
      maxLength={textMax}
      onBlur={(event) => onDone(event.target.value)}
      onKeyDown={(event) => {
        const isDone = event.key === "Escape" || (event.key === "Enter" && event.ctrlKey);
        if (isDone) event.currentTarget.blur();
      }}
    />
  );
}
