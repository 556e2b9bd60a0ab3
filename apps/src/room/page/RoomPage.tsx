import { type ReactNode, useEffect, useRef, useState } from "react";
import { joinRoom, type Room, type TokenProvider } from "roomkeeper";
import { useRoomStatus } from "roomkeeper/react";
import { createReplay, type Replay } from "roomkeeper/replay";
import { loadApart } from "../../lib/apart";
import { errorMessage } from "../../lib/attempt";
import { identity, keepName, keptName } from "../../lib/identity";
import { toast } from "../../lib/toasts";
import { Connecting } from "../gate/Connecting";
import { NameGate } from "../gate/NameGate";
import { type Invitation, useInvitation } from "../gate/useInvitation";
import type { Mode } from "./mode";
import { RefusedGate, type RoomWords } from "./RefusedGate";
import { ReplayBar } from "./ReplayBar";
import "./page.css";

/** What a page makes of a room that it is in. */
export type Scene = { stop(): void };

/** Whom a page's room belongs to, and how one is in it. */
export type Entry<View extends object> = {
  readonly room: Room<View>;
  readonly token: TokenProvider;
  readonly mode: Mode["name"];
};

type Props<View extends object, S extends Scene> = {
  roomId: string;
  mode: Mode;
  words: RoomWords;
  /** The layers that an onlooker of this kind of room sees. */
  watched: (roomId: string, token: TokenProvider) => Promise<readonly string[]>;
  /** Called once for each connection; `stop` of what it answers ends it, and the room is left. */
  open: (entry: Entry<View>) => S;
  /** The page itself, once one is in. */
  children: (scene: S, room: Room<View>) => ReactNode;
  /** Called when one comes in, and each time one comes back. */
  onJoined?: (scene: S, hasPassphrase: boolean) => void;
  onRefused?: (code: number) => void;
};

/** The page of a room, whatever its kind: the gates before it, how the connection stands, and what plays it again. */
export function RoomPage<View extends object, S extends Scene>(props: Props<View, S>) {
  const { mode, words, roomId } = props;
  const [name, setName] = useState(keptName);
  if (mode.name === "replay") return <Replayed {...props} recording={mode.recording} />;
  if (name === "" && mode.name === "live") {
    const enter = (given: string): void => {
      keepName(given);
      setName(given);
    };
    return <Invited roomId={roomId} words={words} onEnter={enter} />;
  }
  const shown = name === "" ? "Onlooker" : name;
  return <Connected key={`${roomId} ${shown} ${mode.name}`} {...props} name={shown} />;
}

type InvitedProps = { roomId: string; words: RoomWords; onEnter: (name: string) => void };

/** Whoever has no name yet: is asked for one as soon as it is known that there is such a room, and which. */
function Invited({ roomId, words, onEnter }: InvitedProps) {
  const invitation = useInvitation(roomId);
  switch (invitation.state) {
    case "asking":
      return <Connecting title="Looking for it…" />;
    case "refused":
      return (
        <RefusedGate
          roomId={roomId}
          words={words}
          code={invitation.code}
          reason={invitation.reason}
          onRetry={() => location.reload()}
        />
      );
    case "known":
      return (
        <NameGate
          title={titleOf(invitation, words)}
          text={textOf(invitation)}
          action={words.action}
          onEnter={onEnter}
        />
      );
  }
}

type Known = Extract<Invitation, { state: "known" }>;

function titleOf({ by, room }: Known, words: RoomWords): string {
  const what = room.name === undefined || room.name === "" ? words.what : `“${room.name}”`;
  return by === null ? `You are invited to ${what}` : `${by} invites you to ${what}`;
}

function textOf({ room }: Known): string {
  const there =
    room.online === 0
      ? "Nobody is there right now."
      : room.online === 1
        ? "One person is there."
        : `${room.online} people are there.`;
  return `${there} What shall the others call you?`;
}

/** Holds the connection to the room for as long as the page shows it. */
function Connected<View extends object, S extends Scene>(props: Props<View, S> & { name: string }) {
  const { roomId, mode, name, watched, open } = props;
  const [entered, setEntered] = useState<{ room: Room<View>; scene: S } | null>(null);
  const isWatching = mode.name === "watch";
  const opened = useRef(open);
  const layersOf = useRef(watched);
  useEffect(() => {
    let isOver = false;
    let leave = (): void => {};
    const { token } = identity(name);
    void loadApart();
    const enter = (watch?: readonly string[]): void => {
      if (isOver) return;
      const room = joinRoom<View>({ roomId, token, name, ...(watch ? { watch } : {}) });
      const scene = opened.current({ room, token, mode: isWatching ? "watch" : "live" });
      const stop = room.onError((error) => toast(errorMessage(error), "refused"));
      leave = () => {
        stop();
        scene.stop();
        room.leave();
      };
      setEntered({ room, scene });
    };
    if (isWatching) {
      // Whatever goes wrong here goes wrong at the join too, which says so in the page's words.
      layersOf.current(roomId, token).then(enter, () => enter(["all"]));
    } else {
      enter();
    }
    return () => {
      isOver = true;
      leave();
    };
  }, [roomId, name, isWatching]);
  if (entered === null) return isWatching ? <Connecting title="Looking in…" /> : null;
  return <ByStatus {...props} {...entered} />;
}

type StatusProps<View extends object, S extends Scene> = Props<View, S> & {
  room: Room<View>;
  scene: S;
};

function ByStatus<View extends object, S extends Scene>(props: StatusProps<View, S>) {
  const { room, scene, words, mode, children, onJoined, onRefused } = props;
  const status = useRoomStatus(room);
  const wasJoined = useRef(false);
  const [gave, setGave] = useState(false);
  if (status.state === "joined") wasJoined.current = true;
  const isJoined = status.state === "joined";
  const joined = useRef(onJoined);
  useEffect(() => {
    if (isJoined) joined.current?.(scene, gave);
  }, [isJoined, scene, gave]);
  const refusedAs = status.state === "refused" ? status.code : null;
  const refused = useRef(onRefused);
  useEffect(() => {
    if (refusedAs !== null) refused.current?.(refusedAs);
  }, [refusedAs]);
  if (status.state === "refused") {
    return (
      <RefusedGate
        roomId={room.id}
        words={words}
        code={status.code}
        reason={status.reason}
        wasWrong={gave}
        isWatching={mode.name === "watch"}
        onRetry={() => room.rejoin()}
        onPassphrase={(passphrase) => {
          setGave(true);
          room.rejoin({ passphrase });
        }}
      />
    );
  }
  if (!wasJoined.current) return <Connecting title={words.connecting} />;
  return (
    <>
      {children(scene, room)}
      {mode.name === "watch" && (
        <aside className="mode-note" aria-label="How you are here">
          <span>You are looking on</span>
          <a className="button button--small" href={location.pathname}>
            {words.action}
          </a>
        </aside>
      )}
    </>
  );
}

type ReplayedProps<View extends object, S extends Scene> = Props<View, S> & {
  recording: Parameters<typeof createReplay>[0];
};

function Replayed<View extends object, S extends Scene>(props: ReplayedProps<View, S>) {
  const { recording, open, children } = props;
  const [shown, setShown] = useState<{ replay: Replay<View>; scene: S } | null>(null);
  const opened = useRef(open);
  useEffect(() => {
    const replay = createReplay<View>(recording);
    const { token } = identity(keptName());
    const scene = opened.current({ room: replay.room, token, mode: "replay" });
    setShown({ replay, scene });
    return () => {
      scene.stop();
      replay.close();
    };
  }, [recording]);
  if (shown === null) return null;
  return (
    <>
      {children(shown.scene, shown.replay.room)}
      <ReplayBar replay={shown.replay} />
    </>
  );
}
