import type { Space } from "roomkeeper/space";
import type { ScreenPositions } from "../stage/positions";

export type VideoLayerProps = { space: Space; positions: ScreenPositions };

/** Lies over the stage, under the bars, and lets clicks through where it shows nothing. */
export function VideoLayer(_: VideoLayerProps) {
  return null;
}
