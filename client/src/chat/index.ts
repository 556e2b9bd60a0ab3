export { type Chat, createChat } from "./chat.js";
export type * from "./types.js";
