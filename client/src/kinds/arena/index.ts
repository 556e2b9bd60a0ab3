export * from "./arena.js";
export { angleOf, beamReach, field, hits } from "./motion/motion.js";
export { arenaRows, type CatalogueMap, isArenaSize } from "./ownMap.js";
export type { Hit } from "./packed.js";
export type { FlyingBolt, ShownBeam, Spark } from "./shots.js";
export { tickMillis } from "./timeline.js";
export type * from "./types.js";
