export type OnFrame = (millis: number) => boolean;

/** Where things of the stage are on the screen, for what lies over it as HTML. */
export type ScreenPositions = {
  /**
   * The middle of somebody's head, in CSS pixels from the stage's upper left corner; null for those who are not in
   * sight. As of the last frame.
   */
  headOf(memberId: string): { readonly x: number; readonly y: number } | null;
  /** CSS pixels of one block. */
  blockPixels(): number;
  /** The stage's size in CSS pixels. */
  size(): { readonly width: number; readonly height: number };
  /**
   * Calls back once a frame, when everything has moved, with the milliseconds since the last one. The stage sleeps while
   * nothing changes: it wakes for whoever begins to follow it, and stays awake while one of them answers true, as who
   * still moves. Answers the way to stop.
   */
  onFrame(callback: OnFrame): () => void;
};
