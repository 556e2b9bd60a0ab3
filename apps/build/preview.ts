import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { faceSvg } from "./cardFaces";

const inPublic = (path: string) => fileURLToPath(new URL(`../public/${path}`, import.meta.url));
const inPackages = (path: string) =>
  fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

async function dataUrl(file: string, type: string): Promise<string> {
  return `data:${type};base64,${(await readFile(file)).toString("base64")}`;
}

/** The picture that chats show beside a link: public/preview.png, in the size that all of them take. */
export async function draw(): Promise<void> {
  const font = await dataUrl(
    inPackages("@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2"),
    "font/woff2",
  );
  const mark = await dataUrl(inPublic("mark.svg"), "image/svg+xml");
  const faces = ["S10", "SJ", "HQ", "DK", "SA"].map((face, at) => {
    const url = `data:image/svg+xml;base64,${Buffer.from(faceSvg(face)).toString("base64")}`;
    return `<img class="card" style="--at:${at - 2}" src="${url}">`;
  });
  const people = await Promise.all(
    ["mei", "kofi", "ada", "luis"].map(async (name) => {
      const url = await dataUrl(inPublic(`art/avatars/${name}.png`), "image/png");
      return `<img class="person" src="${url}">`;
    }),
  );
  const html = `<style>
    @font-face { font-family: Figtree; src: url(${font}); font-weight: 300 900 }
    * { margin: 0; box-sizing: border-box }
    body { width: 1200px; height: 630px; overflow: hidden; font-family: Figtree; color: #fdf8ea;
      background: radial-gradient(ellipse at 70% 40%, #2f8f6b, #175640 75%); position: relative }
    main { position: absolute; left: 80px; top: 150px; width: 545px }
    h1 { display: flex; align-items: center; gap: 22px; font-size: 76px; font-weight: 800; letter-spacing: -0.04em }
    h1 img { width: 88px; border-radius: 24px; box-shadow: 0 0 0 3px #fdf8ea55 }
    p { margin-top: 30px; font-size: 34px; line-height: 1.35; font-weight: 500 }
    .people { display: flex; gap: 14px; margin-top: 44px }
    .person { width: 84px; height: 84px; padding: 8px; border-radius: 50%; background: #fdf8ea; image-rendering: pixelated }
    .card { position: absolute; left: 800px; top: 150px; width: 216px; border-radius: 14px;
      filter: drop-shadow(0 10px 18px #0007); transform-origin: 50% 130%; rotate: calc(var(--at) * 13deg) }
  </style>
  <main><h1><img src="${mark}">Roomkeeper</h1>
  <p>Card tables and small worlds to be in together, in your browser.</p>
  <div class="people">${people.join("")}</div></main>${faces.join("")}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
    await page.setContent(html);
    await page.evaluate(() => document.fonts.ready);
    await writeFile(inPublic("preview.png"), await page.screenshot());
  } finally {
    await browser.close();
  }
}
