/** Whether this screen is mainly touched: then sentences speak of taps and say nothing of keys. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
