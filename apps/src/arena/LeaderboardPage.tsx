import { Trophy, WifiOff } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import type { Board, BoardRow } from "roomkeeper";
import { useAccount } from "../lib/account";
import { errorMessage } from "../lib/attempt";
import { identity, keptName } from "../lib/identity";
import { arenaPagePath, leaderboardPath, signInPath } from "../lib/router";
import { type Loaded, useLoaded } from "../lib/useLoaded";
import { CardSection } from "../ui/CardSection";
import { Choice } from "../ui/Choice";
import { Link } from "../ui/Link";
import { SiteHeader } from "../ui/SiteHeader";
import { ratedFrom, type Score, seasonName, seasons } from "./boards";
import "./arena.css";

const shown = 50;

const scores: readonly { readonly value: Score; readonly label: string }[] = [
  { value: "points", label: "Points" },
  { value: "wins", label: "Wins" },
  { value: "rating", label: "Rating" },
];

/** Who is best in the arena, month by month. */
export default function LeaderboardPage() {
  const account = useAccount();
  const [score, setScore] = useState<Score>("points");
  const [months] = useState(() => seasons(new Date()));
  const [season, setSeason] = useState(months[0] ?? "");
  const [isAround, setAround] = useState(false);
  useEffect(() => {
    document.title = "Leaderboard · Arena · Roomkeeper";
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: identity() depends on who is signed in.
  const load = useCallback(
    () =>
      identity(keptName() || "Guest").matches.leaderboard(`arena-${score}`, {
        season,
        limit: shown,
        ...(isAround ? { around: "me" } : {}),
      }),
    [account, score, season, isAround],
  );
  const { loaded, reload } = useLoaded(load);
  const own = loaded.state === "known" ? loaded.value.own : undefined;
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main board">
        <h1 className="board__title">
          <Trophy size={34} aria-hidden /> Leaderboard
        </h1>
        <div className="board__choices">
          <Choice legend="What counts" value={score} onChange={setScore} options={scores} />
          <label className="field">
            <span className="field__label">Month</span>
            <select
              className="input"
              value={season}
              onChange={(event) => setSeason(event.target.value)}
            >
              {months.map((month) => (
                <option key={month} value={month}>
                  {seasonName(month)}
                </option>
              ))}
            </select>
          </label>
          {own !== undefined && own.rank > shown / 2 && (
            <button
              type="button"
              className="button"
              aria-pressed={isAround}
              onClick={() => setAround((now) => !now)}
            >
              {isAround ? "Show the best" : "Show me"}
            </button>
          )}
        </div>
        <CardSection id="board-rows" title={seasonName(season)} onRefresh={reload}>
          <Rows loaded={loaded} score={score} />
        </CardSection>
        {account === null && (
          <p className="board__hint">
            <Link to={signInPath} state={{ next: leaderboardPath }}>
              Sign in
            </Link>
            , and your matches count here. A guest’s do not.
          </p>
        )}
      </main>
    </div>
  );
}

function Rows({ loaded, score }: { loaded: Loaded<Board>; score: Score }) {
  if (loaded.state === "loading") return <p aria-busy="true">Looking…</p>;
  if (loaded.state === "failed") {
    return (
      <div className="notice notice--bad" role="status">
        <WifiOff size={22} aria-hidden />
        <p>{errorMessage(loaded.error)}</p>
      </div>
    );
  }
  const { rows, own } = loaded.value;
  if (rows.length === 0) {
    return (
      <div className="notice">
        <Trophy size={22} aria-hidden />
        <p>
          <b>Nobody is here yet.</b>{" "}
          {score === "rating"
            ? `A rating is shown after ${ratedFrom} matches.`
            : "The first match of the month begins it."}{" "}
          <Link to={arenaPagePath}>Play</Link>
        </p>
      </div>
    );
  }
  const isListed = rows.some((row) => row.userId === own?.userId);
  return (
    <table className="board__table">
      <thead>
        <tr>
          <th scope="col">Rank</th>
          <th scope="col">Name</th>
          <th scope="col">{scores.find((one) => one.value === score)?.label}</th>
          <th scope="col">Matches</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.userId} row={row} isOwn={row.userId === own?.userId} score={score} />
        ))}
        {own !== undefined && !isListed && <Row row={own} isOwn score={score} />}
      </tbody>
    </table>
  );
}

function Row({ row, isOwn, score }: { row: BoardRow; isOwn: boolean; score: Score }) {
  return (
    <tr className={isOwn ? "board__me" : undefined}>
      <td>{row.rank}</td>
      <td className="board__name">
        {row.name}
        {isOwn && <span className="board__you"> (you)</span>}
      </td>
      <td>{score === "rating" ? row.score.toFixed(1) : row.score}</td>
      <td>{row.matches}</td>
    </tr>
  );
}
