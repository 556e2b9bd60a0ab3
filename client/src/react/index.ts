export * from "./cardtable.js";
export * from "./room.js";
