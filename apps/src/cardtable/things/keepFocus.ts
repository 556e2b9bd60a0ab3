/** A ref for what may go from the table while it has the focus: keys go on from what lies beside it. */
export function keepFocus(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  return () => {
    if (document.activeElement !== element) return;
    const all = [...document.querySelectorAll<HTMLElement>(".world [data-hit][tabindex]")];
    const at = all.indexOf(element);
    const beside = all[at + 1] ?? all[at - 1] ?? document.querySelector<HTMLElement>("main");
    beside?.focus({ preventScroll: true });
  };
}
