import { useSyncExternalStore } from "react";

type Toast = { id: number; text: string; tone: "plain" | "refused" };

const shownMillis = 4500;
const atOnce = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in passing. The same sentence twice in a row is shown once. */
export function toast(text: string, tone: Toast["tone"] = "plain"): void {
  if (toasts.some((shown) => shown.text === text)) return;
  const id = nextId++;
  change([...toasts, { id, text, tone }].slice(-atOnce));
  setTimeout(() => change(toasts.filter((shown) => shown.id !== id)), shownMillis);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
  );
}
