import { useLayoutEffect, useState } from "react";

/**
 * When the component goes while it, or nothing, has the focus, the focus is where it was before it came; if that is
 * gone too, on the page's main part, so that keys go on working.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    return () => {
      // Once the component is out of the page: what had the focus in it has lost it by then.
      queueMicrotask(() => {
        const now = document.activeElement;
        if (now !== null && now !== document.body) return;
        const isThere = before instanceof HTMLElement && before !== document.body;
        const target = isThere && before.isConnected ? before : document.querySelector("main");
        (target as HTMLElement | null)?.focus({ preventScroll: true });
      });
    };
  }, [before]);
}
