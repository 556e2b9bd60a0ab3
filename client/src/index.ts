export {
  type AdminApi,
  createAdminApi,
  createOpenApi,
  createSpacesApi,
  type OpenApi,
  type OpenApiOptions,
  type SpacesApi,
  type SpacesApiOptions,
} from "./http/accounts.js";
export {
  createGuestKey,
  forgetGuestKey,
  type Guest,
  type GuestOptions,
  guest,
  type KeyStorage,
  keptGuestKey,
} from "./http/guest.js";
export {
  type Board,
  type BoardQuery,
  type BoardRow,
  createMatchesApi,
  type MatchesApi,
  type QueuedPerson,
  type Standing,
  type WishToPlay,
} from "./http/matches.js";
export {
  type AdminRoom,
  type ApartEntry,
  type AuditEntry,
  createModerationApi,
  createServerModerationApi,
  type ListedUser,
  type ModerationApi,
  type ReportEntry,
  type ReportReason,
  type ReportRequest,
  type ServerModerationApi,
  type UserBan,
  type UserRole,
} from "./http/moderation.js";
export { type ApiOptions, HttpProblem } from "./http/request.js";
export {
  type Api,
  type CreatedRoom,
  type CreateRoomRequest,
  createApi,
  type RoomListing,
  type RoomSummary,
} from "./http/rooms.js";
export { heldToken, type TokenProvider } from "./http/token.js";
export type * from "./http/types.js";
export { type JoinRoom, joinRoom, type Kind, type RoomOf } from "./room/kind.js";
export { joinLobby } from "./room/lobby.js";
export {
  type Ack,
  type CastOptions,
  type CommandOptions,
  type JoinOptions,
  type Prediction,
  type Preview,
  type Room,
  RoomError,
  type RoomStatus,
  type ValueAt,
} from "./room/types.js";
export type { Json, JsonObject, Patch, Path } from "./state/json.js";
export type { Store } from "./state/store.js";
export type { ErrorCode, RoomEvent, RoomInfo } from "./wire/frames.js";
export type { SocketConstructor, SocketLike } from "./wire/socket.js";
export type { Timers } from "./wire/timers.js";
