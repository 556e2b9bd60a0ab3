import {
  blue,
  coal,
  gold,
  leaf,
  mixed,
  pale,
  pink,
  type Ramp,
  red,
  sand,
  stone,
  teal,
  violet,
  white,
  wood,
} from "../palette";

type Hair = "short" | "long" | "bun" | "curls" | "scarf" | "cap" | "bald" | "tails";

/** Who somebody is, as far as a picture of 32 pixels tells. */
export type Person = {
  readonly key: string;
  readonly name: string;
  readonly skin: Ramp;
  readonly hair: Hair;
  readonly hairColor: Ramp;
  readonly top: Ramp;
  readonly trousers: Ramp;
  readonly shoes: Ramp;
  readonly beard?: boolean;
  readonly glasses?: boolean;
  readonly dress?: boolean;
  /** Something across the chest. */
  readonly detail?: Ramp;
};

const fair: Ramp = ["#a5614f", "#cf8a6b", "#eab08a", "#f8cfa9", "#fde2c4", "#fff0dc"];
const tan: Ramp = ["#7d4636", "#a8674b", "#c98a62", "#e0aa7e", "#eec49b", "#f8dcbc"];
const brown: Ramp = ["#4d2b2a", "#6f4136", "#8f5a45", "#ad7556", "#c48f6d", "#dbad8a"];
const dark: Ramp = ["#33202a", "#4c2f31", "#66413b", "#80564a", "#9a6f5c", "#b68b74"];

const black: Ramp = ["#191726", "#232137", "#31304c", "#45456a", "#5f608a", "#8285ad"];
const auburn: Ramp = ["#4a1f24", "#74312b", "#9c4933", "#c06540", "#db8a5a", "#efb484"];
const blond: Ramp = ["#8a5a2a", "#b9853a", "#dcae52", "#f2cf76", "#fbe5a2", "#fff3cc"];
const grey: Ramp = mixed(stone, "#ffffff", 0.18);

export const people: readonly Person[] = [
  {
    key: "ada",
    name: "Ada",
    skin: fair,
    hair: "long",
    hairColor: auburn,
    top: teal,
    trousers: blue,
    shoes: wood,
    detail: white,
  },
  {
    key: "kofi",
    name: "Kofi",
    skin: dark,
    hair: "short",
    hairColor: black,
    top: gold,
    trousers: coal,
    shoes: red,
  },
  {
    key: "mei",
    name: "Mei",
    skin: fair,
    hair: "bun",
    hairColor: black,
    top: red,
    trousers: red,
    shoes: coal,
    dress: true,
  },
  {
    key: "luis",
    name: "Luis",
    skin: tan,
    hair: "cap",
    hairColor: wood,
    top: blue,
    trousers: sand,
    shoes: white,
    beard: true,
  },
  {
    key: "amina",
    name: "Amina",
    skin: brown,
    hair: "scarf",
    hairColor: violet,
    top: pink,
    trousers: violet,
    shoes: coal,
    dress: true,
  },
  {
    key: "olga",
    name: "Olga",
    skin: fair,
    hair: "tails",
    hairColor: blond,
    top: violet,
    trousers: blue,
    shoes: red,
    glasses: true,
  },
  {
    key: "ravi",
    name: "Ravi",
    skin: brown,
    hair: "curls",
    hairColor: black,
    top: leaf,
    trousers: pale,
    shoes: wood,
    detail: gold,
  },
  {
    key: "otto",
    name: "Otto",
    skin: fair,
    hair: "bald",
    hairColor: grey,
    top: red,
    trousers: wood,
    shoes: coal,
    beard: true,
    glasses: true,
  },
];
