import type { Page } from "playwright-core";
import type { Person, PersonOptions } from "./people";
import { phone } from "./people";
import type { Server } from "./server";
import { call, type Visitor, visitor } from "./space";

type Arrive = (options: PersonOptions) => Promise<Person>;

/** A DM at the screen of a new campaign. */
export async function newCampaign(
  server: Server,
  arrive: Arrive,
  name: string,
  options: PersonOptions = {},
): Promise<{ readonly dm: Visitor; readonly id: string }> {
  const dm = await visitor(server, arrive, "Dana", {
    size: { width: 1440, height: 900 },
    ...options,
  });
  const { page } = dm.person;
  await page.goto(`${server.url}/campaigns`);
  await page.getByRole("button", { name: "New campaign" }).click();
  await page.getByLabel("Name of the campaign").fill(name);
  await page.getByRole("button", { name: "Make the campaign" }).click();
  await page.getByRole("heading", { name: "No active encounter" }).waitFor();
  return { dm, id: new URL(page.url()).pathname.split("/").at(-1) ?? "" };
}

/** The link that the DM's dialog makes. */
export async function invite(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Invite players" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("The link for players").inputValue();
  await page.keyboard.press("Escape");
  return link;
}

/** A player who follows the link on a phone. */
export async function follow(
  server: Server,
  arrive: Arrive,
  name: string,
  link: string,
  options: PersonOptions = {},
): Promise<Visitor> {
  const player = await visitor(server, arrive, name, { size: phone, ...options });
  await player.person.page.goto(link);
  await player.person.page.getByRole("heading", { name: "You have no character here" }).waitFor();
  return player;
}

export type Figures = {
  readonly name: string;
  readonly of: string;
  readonly level: number;
  readonly hp: number;
};

export async function makeHero(page: Page, { name, of, level, hp }: Figures): Promise<void> {
  await page.getByRole("button", { name: "Make a character" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name of the character").fill(name);
  await form.getByLabel("Class", { exact: true }).selectOption({ label: of });
  await form.getByLabel("Level").fill(String(level));
  await form.getByLabel("Hit points").fill(String(hp));
  await form.getByRole("button", { name: "Make the character" }).click();
  await page.getByRole("heading", { name }).waitFor();
}

type Shown = {
  readonly active?: string;
  readonly characters?: { readonly [id: string]: object };
  readonly versions?: { readonly [id: string]: number };
};

/** A command by HTTP, as anybody with the token can send it. A DM's carries the version that it changes. */
export async function order(
  server: Server,
  token: string,
  id: string,
  type: string,
  payload: object = {},
): Promise<void> {
  const given: { readonly id?: string; readonly encounter?: string } = payload;
  let carried = payload;
  if (["initiative.set", "combatant.alias", "combatant.edit"].includes(type)) {
    const shown = await call<Shown>(server, token, "GET", `/campaigns/${id}`);
    const { active, characters, versions = {} } = shown;
    const who = given.id ?? "";
    const key = characters?.[who] === undefined ? who : `${given.encounter ?? active}/${who}`;
    carried = { version: versions[key] ?? 0, ...payload };
  }
  await call(server, token, "POST", `/campaigns/${id}/commands`, { type, payload: carried });
}
