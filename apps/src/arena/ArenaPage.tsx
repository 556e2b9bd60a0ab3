import { Crosshair, Trophy } from "lucide-react";
import { useEffect, useState } from "react";
import { useAccount } from "../lib/account";
import { errorMessage } from "../lib/attempt";
import { identity, isKnown, keepName, keptName, nameMax } from "../lib/identity";
import { arenaPath, leaderboardPath, navigate } from "../lib/router";
import { FormError } from "../ui/FormError";
import { Link } from "../ui/Link";
import { SiteHeader } from "../ui/SiteHeader";
import { PrivateMatch } from "./PrivateMatch";
import { makeArena, type Wanted } from "./practice";
import { SearchPage } from "./SearchPage";
import "./arena.css";

/** Where one presses "Play". */
export default function ArenaPage() {
  const account = useAccount();
  const [name, setName] = useState(keptName);
  const [isSearching, setSearching] = useState(() => wantsToPlay(history.state));
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRunning(() => setSearching(true));
  useEffect(() => {
    if (!isSearching) document.title = "Arena · Roomkeeper";
  }, [isSearching]);
  const given = account?.name ?? (name.trim() || "Guest");
  const keep = (): void => {
    if (account === null) keepName(given);
  };
  if (isSearching) {
    return (
      <SearchPage
        name={given}
        onOver={(why) => {
          history.replaceState(null, "", location.href); // It was wished for once.
          setSearching(false);
          setProblem(why);
        }}
      />
    );
  }
  const makePrivate = async (wanted: Wanted): Promise<void> => {
    keep();
    setBusy(true);
    setProblem(null);
    try {
      navigate(arenaPath(await makeArena(given, wanted)));
    } catch (error) {
      setProblem(errorMessage(error));
      setBusy(false);
    }
  };
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main">
        <section className="arena-start" aria-labelledby="arena-title">
          <Crosshair size={44} aria-hidden />
          <h1 id="arena-title" className="arena-start__title">
            Arena
          </h1>
          <p className="arena-start__text">
            Three to five people, three minutes, everybody for themselves. Move with W A S D, aim
            with the mouse, shoot with its buttons. On a phone use both thumbs.
          </p>
          {running !== null && (
            <p className="arena-start__running" role="status">
              Your match is still running. <Link to={arenaPath(running)}>Back to it</Link>
            </p>
          )}
          <form
            className="arena-start__form"
            onSubmit={(event) => {
              event.preventDefault();
              keep();
              setProblem(null);
              setSearching(true);
            }}
          >
            {account === null ? (
              <label className="field">
                <span className="field__label">Your name</span>
                <input
                  className="input"
                  autoComplete="nickname"
                  maxLength={nameMax}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              </label>
            ) : (
              <p className="arena-start__me">
                You play as <b>{account.name}</b>
              </p>
            )}
            <button
              type="submit"
              className="button button--primary arena-start__play"
              disabled={isBusy}
            >
              Play
            </button>
            <FormError sentence={problem} />
          </form>
          <Link className="arena-start__board" to={leaderboardPath}>
            <Trophy size={18} aria-hidden /> Leaderboard
          </Link>
        </section>
        <PrivateMatch isBusy={isBusy} onMake={(wanted) => void makePrivate(wanted)} />
      </main>
    </div>
  );
}

/** Whether the page was opened to play at once, by "Next match". */
function wantsToPlay(state: unknown): boolean {
  return (state as { plays?: unknown } | null)?.plays === true;
}

/** The match that one plays somewhere; who waits already, as before the page was loaded anew, goes on waiting. */
function useRunning(onWaiting: () => void): string | null {
  const [running, setRunning] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the page opens.
  useEffect(() => {
    if (!isKnown() || wantsToPlay(history.state)) return;
    let isHere = true;
    identity(keptName() || "Guest")
      .matches.standing()
      .then(
        (standing) => {
          if (!isHere || (standing.kind !== undefined && standing.kind !== "arena")) return;
          if (standing.state === "playing") setRunning(standing.roomId ?? null);
          else if (standing.state !== "none") onWaiting();
        },
        () => {}, // Whoever presses Play is led back all the same.
      );
    return () => {
      isHere = false;
    };
  }, []);
  return running;
}
