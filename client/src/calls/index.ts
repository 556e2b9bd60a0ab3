export { type IceAnswer, iceServersOf } from "../http/ice.js";
export type { CallRoom } from "./call-room.js";
export { type Calls, type CallsOptions, createCalls, type Neighbour } from "./calls.js";
export type { LinkState } from "./link.js";
export type { Device, LocalMedia, MediaBrowser } from "./media.js";
export type { SourceKind, SourceState, SourceStatus } from "./source.js";
