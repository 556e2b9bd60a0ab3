/** The part of the WebSocket interface that is used; browsers' own and the npm package `ws` have it. */
export interface SocketLike {
  readonly readyState: number;
  /** The subprotocol that the server selected, once the socket is open. */
  readonly protocol?: string;
  binaryType?: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string | Uint8Array): void;
  close(code?: number, reason?: string): void;
}

export type SocketConstructor = new (url: string, protocols: string[]) => SocketLike;
