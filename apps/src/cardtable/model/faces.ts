const suits = { S: "spades", H: "hearts", D: "diamonds", C: "clubs" } as const;
type Suit = keyof typeof suits;
const suitOrder: readonly Suit[] = ["S", "H", "C", "D"];
const ranks = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K"] as const;
const rankNames: Readonly<Record<string, string>> = {
  A: "Ace",
  J: "Jack",
  Q: "Queen",
  K: "King",
};

const suitsOfDecks: readonly Suit[] = ["S", "H", "D", "C"];

/** 52 faces: "SA" is the ace of spades, "H10" the ten of hearts. */
export const standardFaces: readonly string[] = suitsOfDecks.flatMap((suit) =>
  ranks.map((rank) => `${suit}${rank}`),
);
export const jokerFaces: readonly string[] = ["J1", "J2"];

/** For decks of piquet, skat or belote. */
export const shortFaces: readonly string[] = standardFaces.filter(
  (face) => !["2", "3", "4", "5", "6"].includes(face.slice(1)),
);

/** A face in words, for people who hear the table. */
export function faceName(face: unknown): string {
  if (typeof face !== "string") return "card";
  if (face === "J1") return "Red joker";
  if (face === "J2") return "Black joker";
  const suit = suits[face[0] as Suit];
  const rank = face.slice(1);
  if (suit === undefined || rank === "") return face;
  return `${rankNames[rank] ?? rank} of ${suit}`;
}

/** By suit, red and black in turn, then by rank, ace high; what is not a card of the usual deck comes last. */
export function compareFaces(a: unknown, b: unknown): number {
  return sortKey(a) - sortKey(b);
}

function sortKey(face: unknown): number {
  if (typeof face !== "string") return 1000;
  const suit = suitOrder.indexOf(face[0] as Suit);
  const rank = (ranks as readonly string[]).indexOf(face.slice(1));
  if (suit < 0 || rank < 0) return 900;
  return suit * 20 + (rank === 0 ? 13 : rank);
}
