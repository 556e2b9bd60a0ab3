export {
  type Api,
  type ApiOptions,
  type CreatedRoom,
  type CreateRoomRequest,
  createApi,
  type RoomListing,
  type RoomSummary,
} from "./api.js";
export {
  createGuestKey,
  type Guest,
  type GuestOptions,
  guest,
  type KeyStorage,
} from "./guest.js";
export { HttpProblem } from "./http.js";
export type { Json, JsonObject, Patch, Path } from "./json.js";
export { type JoinRoom, joinRoom, type Kind, type RoomOf } from "./kind.js";
export {
  type Ack,
  type CastOptions,
  type CommandOptions,
  type ErrorCode,
  type JoinOptions,
  type Prediction,
  type Preview,
  type Room,
  RoomError,
  type RoomEvent,
  type RoomInfo,
  type RoomStatus,
  type SocketConstructor,
  type SocketLike,
  type Timers,
  type TokenProvider,
} from "./room.js";
export {
  type AdminApi,
  createAdminApi,
  createOpenApi,
  createSpacesApi,
  type OpenApi,
  type OpenApiOptions,
  type SpacesApi,
  type SpacesApiOptions,
} from "./spaces-api.js";
export type * from "./spaces-types.js";
export type { Store } from "./store.js";
export { heldToken } from "./token.js";
