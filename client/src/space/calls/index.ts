export { iceServersOf } from "./api.js";
export { type Calls, type CallsOptions, createCalls, type Neighbour } from "./calls.js";
export type { IceAnswer } from "./ice.js";
export type { LinkState } from "./link.js";
export type { Device, LocalMedia, MediaBrowser } from "./media.js";
export { type CallRoom, spaceCallRoom } from "./room.js";
export type { SourceKind, SourceState, SourceStatus } from "./source.js";
