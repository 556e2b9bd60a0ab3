const day = 24 * 60;

/** For how long somebody can be banned, in minutes. */
export const banTimes: readonly (readonly [minutes: number, label: string])[] = [
  [60, "An hour"],
  [day, "A day"],
  [7 * day, "A week"],
  [30 * day, "A month"],
  [400 * day, "400 days"],
];

export const usualBanMinutes = day;
