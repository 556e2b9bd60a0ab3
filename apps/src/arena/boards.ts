/** A rating is shown after so many matches that count. */
export const ratedFrom = 10;

export type Score = "points" | "wins" | "rating";

/** The months that can be looked at, this one first: `2026-11`. */
export function seasons(now: Date, count = 6): readonly string[] {
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

/** A season as people say it: `November 2026`. */
export function seasonName(season: string): string {
  return new Date(`${season}-01T00:00:00Z`).toLocaleDateString("en", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}
