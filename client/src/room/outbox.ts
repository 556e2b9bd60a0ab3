import type { JsonObject } from "../state/json.js";
import type { CommandFrame, ErrorCode } from "../wire/frames.js";
import type { PredictionHandle } from "./predictions.js";
import { type Ack, RoomError } from "./types.js";

/** How many commands wait before further ones are refused. */
const WAITING_MAX = 256;
/**
 * A room keeps the last 64 outcomes of a session. Never further ahead of the oldest unanswered command than that: what
 * is sent again must be among them.
 */
export const WINDOW = 64;

interface Waiting {
  readonly type: string;
  readonly payload: JsonObject;
  readonly prediction: PredictionHandle | null;
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: RoomError) => void;
}

/** The commands on their way: each takes effect once, however often the connection breaks. */
export interface Outbox {
  add(type: string, payload: JsonObject, prediction: PredictionHandle | null): Promise<Ack>;
  /** Whether a further command would be taken. */
  hasRoom(): boolean;
  /** A connection is up: sends again what is unanswered if the session is the old one, then what waits. */
  online(session: string, send: (frame: CommandFrame) => void): void;
  offline(): void;
  ack(seq: number, ack: Ack): void;
  reject(seq: number, error: RoomError): void;
  /** Gives all commands up. */
  abandon(code: ErrorCode, message: string): void;
}

/** `settled` is called when predictions were dropped, before the promises of their commands settle. */
export function createOutbox(settled: () => void): Outbox {
  let session: string | null = null;
  let send: ((frame: CommandFrame) => void) | null = null;
  let nextSeq = 1;
  /** Sent and unanswered, by seq, which rises. */
  let unanswered = new Map<number, Waiting>();
  let waiting: Waiting[] = [];

  function pump(): void {
    while (send && waiting.length > 0) {
      const oldest: number = unanswered.keys().next().value ?? nextSeq;
      if (nextSeq - oldest >= WINDOW) return;
      const command = waiting.shift() as Waiting;
      const seq = nextSeq;
      nextSeq += 1;
      unanswered.set(seq, command);
      send(frameOf(seq, command));
    }
  }

  function take(seq: number): Waiting | undefined {
    const command = unanswered.get(seq);
    if (!command) return undefined;
    unanswered.delete(seq);
    if (command.prediction) {
      command.prediction.remove();
      settled();
    }
    return command;
  }

  function fail(commands: readonly Waiting[], code: ErrorCode, message: string): void {
    for (const command of commands) command.prediction?.remove();
    if (commands.length > 0) settled();
    for (const command of commands) command.reject(new RoomError(code, message));
  }

  return {
    add: (type, payload, prediction) =>
      new Promise<Ack>((resolve, reject) => {
        waiting.push({ type, payload, prediction, resolve, reject });
        pump();
      }),
    hasRoom: () => waiting.length < WAITING_MAX,
    online: (joinedSession, sendFrame) => {
      send = sendFrame;
      const lost = joinedSession === session ? [] : [...unanswered.values()];
      if (joinedSession !== session) {
        session = joinedSession;
        nextSeq = 1;
        unanswered = new Map();
      }
      for (const [seq, command] of [...unanswered]) sendFrame(frameOf(seq, command));
      pump();
      fail(lost, "UNKNOWN_OUTCOME", "the room forgot this session before it answered");
    },
    offline: () => {
      send = null;
    },
    ack: (seq, ack) => {
      take(seq)?.resolve(ack);
      pump();
    },
    reject: (seq, error) => {
      take(seq)?.reject(error);
      pump();
    },
    abandon: (code, message) => {
      const all = [...unanswered.values(), ...waiting];
      unanswered = new Map();
      waiting = [];
      fail(all, code, message);
    },
  };
}

function frameOf(seq: number, { type, payload }: Waiting): CommandFrame {
  return { type, seq, payload };
}
