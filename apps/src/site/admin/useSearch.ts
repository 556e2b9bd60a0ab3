import { useCallback, useEffect, useRef, useState } from "react";
import { useLoaded } from "../../lib/useLoaded";

const pauseMillis = 250;

/** A list that the server searches: asked again when the text has not changed for a moment. */
export function useSearch<Page>(ask: (text: string) => Promise<Page>) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const type = (typed: string): void => {
    setText(typed);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => setAsked(typed.trim()), pauseMillis);
  };
  const load = useCallback(() => ask(asked), [ask, asked]);
  const { loaded, reload, change } = useLoaded(load);
  // What was found stays while the next answer is on its way: nothing blinks under the pointer.
  const last = useRef<Page | null>(null);
  if (loaded.state === "known") last.current = loaded.value;
  const found = loaded.state === "failed" ? null : last.current;
  return { text, type, asked, loaded, found, reload, change };
}
