import { chromium } from "playwright-core";

const url = process.argv[2] ?? "http://localhost:18431";
const code = process.argv[3] ?? "";
const only = process.argv[4];
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const looks = [
  ["dl", 1280, 800, "light"],
  ["dd", 1280, 800, "dark"],
  ["pl", 390, 844, "light"],
  ["pd", 390, 844, "dark"],
].filter(([n]) => !only || only.split(",").includes(n));
async function fresh(w, h, scheme, state) {
  const c = await browser.newContext({
    viewport: { width: w, height: h },
    colorScheme: scheme,
    isMobile: w < 500,
    hasTouch: w < 500,
    deviceScaleFactor: 1,
    ...(state ? { storageState: state } : {}),
  });
  const p = await c.newPage();
  p.on("pageerror", (e) => console.log("ERR", e.message));
  p.on("console", (m) => {
    if (m.type() === "error") console.log("CON", m.text());
  });
  return [c, p];
}
let state;
{
  const [c, p] = await fresh(1280, 800, "light");
  await p.goto(url + "/signup");
  await p.getByLabel("Username").fill("ann");
  await p.getByLabel("Password", { exact: true }).fill("correct horse");
  if (code) {
    await p.getByLabel("As an admin").check();
    await p.getByLabel("Set-up code",{exact:true}).fill(code);
  }
  await p.getByRole("button", { name: "Create the account" }).click();
  await p.waitForTimeout(2500);
  if (p.url().endsWith("/signup")) {
    console.log("signup said", await p.getByRole("alert").innerText());
    await p.goto(url + "/signin");
    await p.getByLabel("Username").fill("ann");
    await p.getByLabel("Password", { exact: true }).fill("correct horse");
    await p.getByRole("button", { name: "Sign in", exact: true }).click();
    await p.waitForTimeout(2500);
  }
  console.log(p.url());
  await p.getByLabel("Mei").check();
  await p.waitForTimeout(500);
  await p.goto(url + "/spaces");
  await p.waitForTimeout(500);
  if ((await p.locator(".space-card").count()) === 0)
    for (const name of [
      "Friday hangout",
      "<b>Bold</b> & a name that is really far too long to fit into any card whatever anybody does about it",
      "Book club",
    ]) {
      await p.getByRole("button", { name: "New space" }).click();
      await p.getByLabel("Name of the space").fill(name);
      if (name === "Book club") {
        await p.getByLabel("Empty").check({ force: true });
      }
      if (name.startsWith("<b>")) await p.getByLabel("Cherry Garden").check({ force: true });
      if (name === "Friday hangout")
        await p.getByRole("radio", { name: "Everyone" }).last().check({ force: true });
      await p.getByRole("button", { name: "Create the space" }).click();
      await p.waitForTimeout(1200);
      console.log(p.url(), await p.getByRole("alert").allInnerTexts());
      await p.goto(url + "/spaces");
      await p.waitForTimeout(500);
    }
  state = await c.storageState();
  await c.close();
}
for (const [n, w, h, s] of looks) {
  const [c, p] = await fresh(w, h, s, state);
  const shot = async (name, full = true) => {
    await p.waitForTimeout(700);
    await p.screenshot({ path: `/tmp/shots/${name}-${n}.png`, fullPage: full });
  };
  await p.goto(url);
  await shot("start");
  await p.goto(url + "/account");
  await shot("account");
  await p.goto(url + "/spaces");
  await shot("spaces");
  await p.getByRole("button", { name: "New space" }).click();
  await shot("create", false);
  for (const sec of ["avatars", "elements", "maps", "people"]) {
    await p.goto(url + "/admin/" + sec);
    await shot("admin-" + sec);
  }
  await p.goto(url + "/admin/maps");
  await p.waitForTimeout(300);
  await p
    .locator("input[type=file]")
    .setInputFiles("/work/wt-pages/apps/public/art/maps/office.json");
  await shot("import");
  await c.close();
  const [c2, q] = await fresh(w, h, s);
  const shot2 = async (name, full = true) => {
    await q.waitForTimeout(700);
    await q.screenshot({ path: `/tmp/shots/${name}-${n}.png`, fullPage: full });
  };
  await q.goto(url + "/signin");
  await shot2("signin");
  await q.goto(url + "/signup");
  await q.getByLabel("As an admin").check();
  await q.getByLabel("Username").fill("ann");
  await q.getByLabel("Password", { exact: true }).fill("correct horse");
  await q.getByRole("button", { name: "Create the account" }).click();
  await shot2("signup");
  await q.goto(url + "/admin");
  await shot2("admin-closed");
  await q.goto(url + "/account");
  await shot2("guest");
  await q.goto(url + "/spaces");
  await shot2("spaces-empty");
  await c2.close();
}
await browser.close();
