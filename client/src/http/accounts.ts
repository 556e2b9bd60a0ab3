import type { Json, JsonObject } from "../state/json.js";
import { openSender, sender } from "./send.js";
import type { TokenProvider } from "./token.js";
import type {
  AddElementRequest,
  AddMapRequest,
  AvatarEntry,
  CreateSpaceRequest,
  ElementEntry,
  FeedbackPage,
  Me,
  PlaceEntry,
  SignUpRequest,
  SpaceDetails,
} from "./types.js";

export interface OpenApiOptions {
  /** Default: the page's own origin. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
}

export interface SpacesApiOptions extends OpenApiOptions {
  readonly token: string | TokenProvider;
}

/** The routes that ask for no token. Each rejects with an `HttpProblem`. */
export interface OpenApi {
  signUp(request: SignUpRequest): Promise<{ readonly userId: string }>;
  signIn(username: string, password: string): Promise<{ readonly token: string }>;
  avatars(): Promise<readonly AvatarEntry[]>;
  elements(): Promise<readonly ElementEntry[]>;
  maps(): Promise<readonly PlaceEntry[]>;
  /** Tells those who run the server something; `contact` is how to answer. */
  giveFeedback(text: string, contact?: string): Promise<void>;
}

/** Accounts, spaces and what they are made of, for somebody signed in. Each rejects with an `HttpProblem`. */
export interface SpacesApi {
  me(): Promise<Me>;
  chooseAvatar(avatarId: string): Promise<void>;
  /** One's own spaces. */
  mySpaces(): Promise<readonly PlaceEntry[]>;
  createSpace(request: CreateSpaceRequest): Promise<{ readonly spaceId: string }>;
  space(id: string): Promise<SpaceDetails>;
  /** Who may furnish one's space from now on. */
  changeSpace(id: string, change: { readonly editors: "owner" | "everyone" }): Promise<void>;
  deleteSpace(id: string): Promise<void>;
  placeElement(spaceId: string, elementId: string, x: number, y: number): Promise<{ id: string }>;
  /** Puts a placed element elsewhere; `mirrored`: its picture looks the other way. */
  arrangeElement(id: string, x: number, y: number, mirrored: boolean): Promise<void>;
  /** By the id of the placed element. */
  removeElement(id: string): Promise<void>;
  /** The room of a placed element that is a card table; makes it if there is none yet. */
  openTable(spaceId: string, id: string): Promise<{ readonly roomId: string }>;
}

/** What only admins may. Each rejects with an `HttpProblem`, of status 403 for anybody else. */
export interface AdminApi {
  addAvatar(imageUrl: string, name: string): Promise<{ readonly avatarId: string }>;
  addElement(request: AddElementRequest): Promise<{ readonly id: string }>;
  changePicture(elementId: string, imageUrl: string): Promise<void>;
  addMap(request: AddMapRequest): Promise<{ readonly id: string }>;
  /** Keeps a PNG, JPEG, GIF or WebP picture of at most 1 MiB; the answer is its address. */
  uploadPicture(picture: Blob): Promise<{ readonly imageUrl: string }>;
  promote(username: string): Promise<{ readonly userId: string }>;
  /** What was said before the entry of this id, or the newest. */
  feedback(before?: string): Promise<FeedbackPage>;
}

export function createOpenApi(options: OpenApiOptions = {}): OpenApi {
  const send = openSender(options);
  return {
    signUp: async (request) => (await send("POST", "/signup", request)) as never,
    signIn: async (username, password) =>
      (await send("POST", "/signin", { username, password })) as never,
    avatars: async () => listOf(await send("GET", "/avatars"), "avatars"),
    elements: async () => listOf(await send("GET", "/elements"), "elements"),
    maps: async () => listOf(await send("GET", "/maps"), "maps"),
    giveFeedback: async (text, contact) => {
      await send("POST", "/feedback", { text, ...(contact === undefined ? {} : { contact }) });
    },
  };
}

export function createSpacesApi(options: SpacesApiOptions): SpacesApi {
  const send = sender(options);
  return {
    me: async () => (await send("GET", "/me")) as never,
    chooseAvatar: async (avatarId) => {
      await send("POST", "/user/metadata", { avatarId });
    },
    mySpaces: async () => listOf(await send("GET", "/space/all"), "spaces"),
    createSpace: async (request) => (await send("POST", "/space", request)) as never,
    space: async (id) => (await send("GET", `/space/${encodeURIComponent(id)}`)) as never,
    changeSpace: async (id, change) => {
      await send("PUT", `/space/${encodeURIComponent(id)}`, change);
    },
    deleteSpace: async (id) => {
      await send("DELETE", `/space/${encodeURIComponent(id)}`);
    },
    placeElement: async (spaceId, elementId, x, y) =>
      (await send("POST", "/space/element", { elementId, spaceId, x, y })) as never,
    arrangeElement: async (id, x, y, mirrored) => {
      await send("PUT", "/space/element", { id, x, y, mirrored });
    },
    removeElement: async (id) => {
      await send("DELETE", "/space/element", { id });
    },
    openTable: async (spaceId, id) =>
      (await send("POST", "/space/table", { spaceId, id })) as never,
  };
}

export function createAdminApi(options: SpacesApiOptions): AdminApi {
  const send = sender(options);
  return {
    addAvatar: async (imageUrl, name) =>
      (await send("POST", "/admin/avatar", { imageUrl, name })) as never,
    addElement: async (request) => (await send("POST", "/admin/element", request)) as never,
    changePicture: async (elementId, imageUrl) => {
      await send("PUT", `/admin/element/${encodeURIComponent(elementId)}`, { imageUrl });
    },
    addMap: async (request) => (await send("POST", "/admin/map", request)) as never,
    uploadPicture: async (picture) =>
      (await send("POST", "/admin/picture", { content: await base64(picture) })) as never,
    promote: async (username) => (await send("POST", "/admin/promote", { username })) as never,
    feedback: async (before) => {
      const from = before === undefined ? "" : `?before=${encodeURIComponent(before)}`;
      return (await send("GET", `/admin/feedback${from}`)) as never;
    },
  };
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  // In pieces: an argument for each byte of a picture is too many.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function listOf<T>(answer: Json, name: string): readonly T[] {
  return (answer as JsonObject)[name] as never;
}
