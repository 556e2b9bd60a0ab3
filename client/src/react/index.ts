export * from "./cardtable.js";
export * from "./room.js";
export * from "./space.js";
