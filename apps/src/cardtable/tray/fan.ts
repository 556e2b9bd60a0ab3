export const trayCardWidth = 84;
const gap = 8;
const stepMin = 34;
const padding = 24;

/** How far each card of the hand shows beyond the one over it; if that became too little, the hand scrolls. */
export function fanOf(count: number, width: number): { step: number; scrolls: boolean } {
  const roomy = trayCardWidth + gap;
  if (count < 2) return { step: roomy, scrolls: false };
  const fitting = (width - padding - trayCardWidth) / (count - 1);
  return {
    step: Math.max(stepMin, Math.min(roomy, Math.floor(fitting))),
    scrolls: fitting < stepMin,
  };
}
