import type { Thing } from "./canvas";
import { office } from "./office";
import { plants } from "./plants";
import { play } from "./play";

/** All elements, in the order in which the palette of the editor shows them. */
export const things: readonly Thing[] = [...play, ...office, ...plants];
