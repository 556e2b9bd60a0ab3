import { Activity, Link2, Volume2, VolumeX, Zap } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type {
  Arena,
  ArenaView,
  Contestant,
  Evidence,
  Kill,
  NetworkFigures,
  Shown,
} from "roomkeeper/arena";
import { useStore } from "roomkeeper/react";
import { copyText } from "../lib/copyText";
import { arenaPath, isInside, leaveTo } from "../lib/router";
import { hrefOf } from "../lib/site";
import { toast } from "../lib/toasts";
import { colourOf } from "./colours";
import { createHearing } from "./hear";
import { installInput } from "./input";
import { LeaveMatch } from "./LeaveMatch";
import { Result } from "./Result";
import { createSounds, muted } from "./sound";
import { type ArenaStage, openArenaStage } from "./stage/stage";
import { WhyDied } from "./WhyDied";

type Props = {
  readonly arena: Arena;
  readonly isAway: boolean;
  /** What stands in front of a game that one plays only while one waits; null for a real one. */
  readonly waiting: ReactNode;
};

/** The match on the whole screen. */
export function MatchScreen({ arena, isAway, waiting }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const failure = useGame(stage, arena);
  const game = useStore(arena.room.at(["game"]));
  const isWatching = useStore(arena.room.status).state === "joined" && arena.room.self() === null;
  const [showsNetwork, setShowsNetwork] = useState(false);
  const isTouch = matchMedia("(pointer: coarse)").matches;
  useEscape();
  return (
    <main className="match">
      <h1 className="visually-hidden">Arena</h1>
      <div
        ref={stage}
        className="match__stage"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys for walking
        tabIndex={0}
        role="application"
        aria-label="The arena. W A S D or arrow keys walk, the mouse aims, the left button or the space bar shoots, the right button or E fires the beam."
      ></div>
      <div className="match__top">
        <Clock arena={arena} />
        <Scores arena={arena} />
      </div>
      <div className="match__tools">
        {waiting === null && <CopyLink arena={arena} />}
        <Mute />
        <button
          type="button"
          className="icon-button"
          aria-label="Network"
          aria-pressed={showsNetwork}
          onClick={() => setShowsNetwork((now) => !now)}
        >
          <Activity size={20} aria-hidden />
        </button>
        {waiting === null && <LeaveMatch arena={arena} />}
      </div>
      {showsNetwork && <Network arena={arena} />}
      {isWatching ? <Onlooker arena={arena} /> : <Health arena={arena} />}
      <KillFeed arena={arena} />
      <Died arena={arena} />
      {waiting === null && <Full arena={arena} />}
      {isTouch && !isWatching && game?.phase !== "over" && (
        <button
          type="button"
          className="match__beam"
          aria-label="Fire the beam"
          onPointerDown={() => stage.current?.dispatchEvent(new Event("arena-beam"))}
        >
          <Zap size={26} aria-hidden />
        </button>
      )}
      {failure !== null && (
        <p className="match__away" role="alert">
          The arena can't be shown: {failure}
        </p>
      )}
      {isAway && (
        <output className="match__away">
          <span className="spinner" aria-hidden /> Reconnecting…
        </output>
      )}
      {game?.phase === "over" && waiting === null && <Result arena={arena} />}
      {waiting}
    </main>
  );
}

/** In a space, Escape leads back to where one stands; a dialog in front takes it first. */
function useEscape(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const isTaken = event.defaultPrevented || document.querySelector("[role=dialog]") !== null;
      if (event.key === "Escape" && isInside() && !isTaken) leaveTo("/");
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

/** Who looks on is told so. */
function Onlooker({ arena }: { arena: Arena }) {
  const players = useStore(arena.room.at(["players"]));
  const [leader] = ranked(players)[0] ?? [];
  const name = leader === undefined ? undefined : players?.[leader]?.name;
  return (
    <p className="match__health match__onlooker">
      You look on, 10 s late{name === undefined ? "" : `: ${name} leads`}
    </p>
  );
}

/** For who came when all seats were taken. */
function Full({ arena }: { arena: Arena }) {
  const players = useStore(arena.room.at(["players"]));
  const self = arena.room.self();
  if (self === null || players === undefined || players[self] !== undefined) return null;
  return (
    <div className="match__died" role="status">
      You have no seat here. {/* Not a Link: the page has to come in anew, as an onlooker. */}
      <a className="button button--small" href={isInside() ? "?watch&inside" : "?watch"}>
        Look on
      </a>
    </div>
  );
}

/** For others to come in; a match that the queue made is for those whom it brought together. */
function CopyLink({ arena }: { arena: Arena }) {
  const isFixture = useStore(arena.room.at(["fixture"])) !== undefined;
  if (isFixture) return null;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Copy the link to this match"
      onClick={() => {
        void copyText(location.origin + hrefOf(arenaPath(arena.room.id)), null).then(() =>
          toast("The link is copied"),
        );
      }}
    >
      <Link2 size={20} aria-hidden />
    </button>
  );
}

function Mute() {
  const isMuted = useStore(muted);
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Sound"
      aria-pressed={!isMuted}
      onClick={() => muted.set(!isMuted)}
    >
      {isMuted ? <VolumeX size={20} aria-hidden /> : <Volume2 size={20} aria-hidden />}
    </button>
  );
}

/** Plays and draws, once a frame. Answers why nothing can be drawn; null if it can. */
function useGame(host: React.RefObject<HTMLDivElement | null>, arena: Arena): string | null {
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    const input = installInput(element);
    let stage: ArenaStage | null = null;
    let isOver = false;
    const open = (): void => {
      stage?.destroy();
      stage = null;
      openArenaStage(element, arena, open).then(
        (opened) => {
          if (isOver || stage !== null) opened.destroy();
          else stage = opened;
        },
        (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
      );
    };
    open();
    const sounds = createSounds();
    const hearing = createHearing(arena, sounds);
    let request = 0;
    const frame = (): void => {
      request = requestAnimationFrame(frame);
      const now = performance.now();
      const steps = arena.advance(now, input.wish);
      const scene = arena.scene(now);
      hearing.frame(scene, steps);
      const middle = stage?.draw(scene, input.sticks());
      if (middle !== undefined) input.center(middle.x, middle.y);
    };
    request = requestAnimationFrame(frame);
    return () => {
      isOver = true;
      cancelAnimationFrame(request);
      input.stop();
      hearing.stop();
      sounds.stop();
      stage?.destroy();
    };
  }, [host, arena]);
  return failure;
}

/** One's own health, and for who can't see the map where one is. */
function Health({ arena }: { arena: Arena }) {
  const [self, setSelf] = useState<Shown | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setSelf(arena.scene(performance.now()).self), 250);
    return () => clearInterval(timer);
  }, [arena]);
  const tileUnits = 32 * 64;
  return (
    <p className="match__health">
      {self === null ? "Down" : <b>{self.health}</b>}
      {self !== null && (
        <span className="visually-hidden">
          {` health, column ${Math.floor(self.x / tileUnits)}, row ${Math.floor(self.y / tileUnits)}`}
        </span>
      )}
    </p>
  );
}

function Clock({ arena }: { arena: Arena }) {
  const game = useStore(arena.room.at(["game"]));
  const [now, setNow] = useState(() => arena.room.serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(arena.room.serverNow()), 250);
    return () => clearInterval(timer);
  }, [arena]);
  if (game === undefined) return null;
  if (game.phase === "waiting") return <p className="match__clock">Waiting for others</p>;
  const left = Math.max(0, Math.ceil((game.endsAt - now) / 1000));
  const seconds = String(left % 60).padStart(2, "0");
  return (
    <p className="match__clock" role="timer">
      {game.phase === "over" ? "Over" : `${Math.floor(left / 60)}:${seconds}`}
    </p>
  );
}

function ranked(players: ArenaView["players"]): readonly (readonly [string, Contestant])[] {
  return Object.entries(players ?? {}).sort(
    ([, a], [, b]) => b.score - a.score || a.deaths - b.deaths || a.slot - b.slot,
  );
}

function Scores({ arena }: { arena: Arena }) {
  const players = useStore(arena.room.at(["players"]));
  const self = arena.room.self();
  return (
    <ol className="match__scores" aria-label="Scores">
      {ranked(players)
        .slice(0, 8)
        .map(([id, player]) => (
          <li key={id} className={id === self ? "match__score match__score--me" : "match__score"}>
            <span className="match__dot" style={{ background: colourOf(player.colour) }} />
            <span className="match__name">{player.name}</span>
            <b>{player.score}</b>
          </li>
        ))}
    </ol>
  );
}

type Line = { readonly key: number; readonly text: string };

function KillFeed({ arena }: { arena: Arena }) {
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => {
    let key = 0;
    return arena.room.on("kill", (event) => {
      const payload = event.payload as unknown as Kill;
      const players = arena.room.get().players ?? {};
      const nameOf = (id: string): string => players[id]?.name ?? "Somebody";
      const weapon = payload.weapon === 2 ? "beam" : "bolt";
      key += 1;
      const line = { key, text: `${nameOf(payload.by)} · ${weapon} · ${nameOf(payload.victim)}` };
      setLines((before) => [...before.slice(-3), line]);
      setTimeout(() => setLines((before) => before.filter((one) => one !== line)), 5000);
    });
  }, [arena]);
  return (
    <ul className="match__feed" aria-label="Who hit whom">
      {lines.map((line) => (
        <li key={line.key}>{line.text}</li>
      ))}
    </ul>
  );
}

/** What one may look at while one waits for the next life: why the last one ended. */
function Died({ arena }: { arena: Arena }) {
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(
    () =>
      arena.onEvidence((next) => {
        if (next.victim !== arena.room.self()) return;
        setEvidence(next);
        setTimeout(() => setEvidence((now) => (now === next ? null : now)), 6000);
      }),
    [arena],
  );
  if (isOpen && evidence !== null) {
    return <WhyDied arena={arena} evidence={evidence} onClose={() => setOpen(false)} />;
  }
  if (evidence === null) return null;
  const killer = arena.room.get().players?.[evidence.by]?.name ?? "Somebody";
  return (
    <div className="match__died" role="status">
      {killer} got you.{" "}
      <button type="button" className="button button--small" onClick={() => setOpen(true)}>
        Why I died
      </button>
    </div>
  );
}

function Network({ arena }: { arena: Arena }) {
  const latency = useStore(arena.room.latencyMillis);
  const [figures, setFigures] = useState<NetworkFigures>(() => arena.figures());
  useEffect(() => {
    const timer = setInterval(() => setFigures(arena.figures()), 500);
    return () => clearInterval(timer);
  }, [arena]);
  const rows: readonly (readonly [string, string])[] = [
    ["Round trip", latency === null ? "?" : `${Math.round(latency)} ms`],
    ["Others are shown", `${Math.round(figures.delayMillis)} ms late`],
    ["Jitter", `${Math.round(figures.jitterMillis)} ms`],
    ["Rewind of a shot", `${Math.round(figures.rewindMillis)} ms`],
    ["Corrections", `${figures.corrections}`],
    ["Steps waiting", `${figures.waiting}`],
  ];
  return (
    <dl className="match__network">
      {rows.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
