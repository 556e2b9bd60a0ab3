import { type RefObject, useEffect, useRef } from "react";

/** For the one field that a question is about: it has the focus, with the caret at its end, as soon as it is shown. */
export function useFocusAtFirst<
  E extends HTMLInputElement | HTMLTextAreaElement,
>(): RefObject<E | null> {
  const field = useRef<E>(null);
  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  return field;
}
