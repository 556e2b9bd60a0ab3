import { useEffect, useState } from "react";
import type { BoardRow } from "roomkeeper";
import type { Arena } from "roomkeeper/arena";
import { useStore } from "roomkeeper/react";
import { useAccount } from "../lib/account";
import { identity, keptName } from "../lib/identity";
import { arenaPagePath, leaderboardPath, leaveTo, navigate, signInPath } from "../lib/router";
import { Link } from "../ui/Link";
import { ratedFrom } from "./boards";

/** How a match ended, and what one may do now. */
export function Result({ arena }: { arena: Arena }) {
  const result = useStore(arena.room.at(["result"])) ?? [];
  const game = useStore(arena.room.at(["game"]));
  const isRated = useStore(arena.room.at(["fixture"])) === true && game?.match === 1;
  const isFixture = useStore(arena.room.at(["fixture"])) !== undefined;
  const self = arena.room.self();
  const players = useStore(arena.room.at(["players"]));
  const winners = result.filter((place) => place.rank === 1);
  const hasWon = winners.length === 1 && winners[0]?.id === self;
  const asked = self !== null && players?.[self]?.again === true;
  return (
    <section className="match__result" aria-labelledby="result-title">
      <h2 id="result-title">{hasWon ? "You won" : "The match is over"}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Name</th>
            <th scope="col">Points</th>
            <th scope="col">Deaths</th>
          </tr>
        </thead>
        <tbody>
          {result.map((place) => (
            <tr key={place.id} className={place.id === self ? "match__result-me" : undefined}>
              <td>{place.rank}</td>
              <td className="match__result-name">{place.name}</td>
              <td>{place.score}</td>
              <td>{place.deaths}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isRated && <Standing />}
      <div className="match__result-buttons">
        {isFixture && (
          <button
            type="button"
            className="button button--primary"
            onClick={() => navigate(arenaPagePath, { plays: true })}
          >
            Next match
          </button>
        )}
        {players !== undefined && self !== null && players[self] !== undefined && (
          <button
            type="button"
            className={isFixture ? "button" : "button button--primary"}
            disabled={asked}
            onClick={() => {
              void arena.room.command("again", {}).catch(() => {});
            }}
          >
            {asked ? "Waiting for the others" : isFixture ? "Rematch" : "Play again"}
          </button>
        )}
        <button type="button" className="button" onClick={() => leaveTo(arenaPagePath)}>
          Leave
        </button>
      </div>
    </section>
  );
}

/** The server counts a result within a second of the match's end; it is asked twice. */
const lookMillis = [1_200, 3_500] as const;

/** Where one stands this month, now that the match counts. */
function Standing() {
  const account = useAccount();
  const [points, setPoints] = useState<BoardRow | null>(null);
  const [rating, setRating] = useState<BoardRow | null>(null);
  useEffect(() => {
    if (account === null) return;
    const { matches } = identity(keptName());
    const look = async (): Promise<void> => {
      const [ofPoints, ofRating] = await Promise.all([
        matches.leaderboard("arena-points", { limit: 1 }),
        matches.leaderboard("arena-rating", { limit: 1 }),
      ]);
      setPoints(ofPoints.own ?? null);
      setRating(ofRating.own ?? null);
    };
    const timers = lookMillis.map((wait) => setTimeout(() => void look().catch(() => {}), wait));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [account]);
  if (account === null) {
    return (
      <p className="match__standing">
        Your results count for your <Link to={leaderboardPath}>place on the leaderboard</Link> once
        you have an account.{" "}
        <Link to={signInPath} state={{ next: arenaPagePath }}>
          Sign in
        </Link>
      </p>
    );
  }
  return (
    <p className="match__standing" role="status">
      {points === null ? (
        "Counting…"
      ) : (
        <>
          You are <b>number {points.rank}</b> this month with <b>{points.score} points</b>.{" "}
          {rating === null
            ? `Your rating is shown after ${ratedFrom} matches.`
            : `Your rating is ${rating.score.toFixed(1)}, number ${rating.rank}.`}{" "}
        </>
      )}
      <Link to={leaderboardPath}>Leaderboard</Link>
    </p>
  );
}
