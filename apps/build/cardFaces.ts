import { createHash } from "node:crypto";
import * as drawings from "@letele/playing-cards/dist/index.esm.js";
import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Plugin } from "vite";

const moduleId = "virtual:card-faces";
const folder = "assets/cards";

/** The drawings come with web-primary colours; these sit better on felt and tire the eye less. */
const colours: [RegExp, string][] = [
  [/(fill|stroke)="red"/g, '$1="#cf2132"'],
  [/(fill|stroke)="#44F"/gi, '$1="#2d4fae"'],
  [/(fill|stroke)="#FC4"/gi, '$1="#f0b536"'],
];

/** The ace of spades carries its maker's address, in letters and as a code in its middle; neither belongs to the game. */
const aceBarcode = /<path fill="#fff" d="m0-34[^"]*"><\/path>/;

/** Corner signs as on "large index" decks: a card in a fanned hand or on a phone is read by its corner alone. */
function enlargeIndex(svg: string): string {
  return svg
    .replaceAll(
      'height="32" width="32" x="-114.4" y="-156"',
      'height="50" width="50" x="-122" y="-160"',
    )
    .replaceAll(
      'height="26.769" width="26.769" x="-111.784" y="-119"',
      'height="35" width="35" x="-115.5" y="-107"',
    )
    .replaceAll('stroke-width="80"', 'stroke-width="104"');
}

/** One face as the text of an SVG file. */
function cardFaceSvg(drawing: FunctionComponent): string {
  let svg = renderToStaticMarkup(createElement(drawing));
  svg = svg.replace(/ class="[^"]*"/, "").replace(/<text[^>]*>.*?<\/text>/g, "");
  svg = svg.replace(aceBarcode, "");
  svg = svg.replace(/(<rect [^>]*?) stroke="#000"/, '$1 stroke="#d8d5cc"');
  for (const [from, to] of colours) svg = svg.replace(from, to);
  return enlargeIndex(svg);
}

/** The face of this name, as "SA", as the text of an SVG file. */
export function faceSvg(face: string): string {
  const found = Object.entries(drawings).find(([name]) => name.toUpperCase() === face);
  if (found === undefined) throw new Error(`there is no face ${face}`);
  return cardFaceSvg(found[1]);
}

/**
 * Draws the faces of `@letele/playing-cards` once, at build time, into one small file each. As React components they
 * would be half a megabyte of script and hundreds of nodes for each card on the table; as images the browser loads
 * those that are looked at, and keeps them as pixels.
 */
export function cardFaces(): Plugin {
  const files = new Map<string, { path: string; svg: string }>();
  for (const [name, drawing] of Object.entries(drawings)) {
    if (name.startsWith("B")) continue;
    const svg = cardFaceSvg(drawing);
    const hash = createHash("sha256").update(svg).digest("base64url").slice(0, 8);
    // The library calls the ace of spades `Sa`.
    const face = name.toUpperCase();
    files.set(face, { path: `${folder}/${face}-${hash}.svg`, svg });
  }
  return {
    name: "card-faces",
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : null),
    load(id) {
      if (id !== `\0${moduleId}`) return null;
      const urls = Object.fromEntries([...files].map(([face, file]) => [face, `/${file.path}`]));
      return `export default ${JSON.stringify(urls)};`;
    },
    generateBundle() {
      for (const { path, svg } of files.values())
        this.emitFile({ type: "asset", fileName: path, source: svg });
    },
    configureServer(server) {
      const byPath = new Map([...files.values()].map((file) => [`/${file.path}`, file.svg]));
      server.middlewares.use((request, response, next) => {
        const svg = byPath.get(request.url ?? "");
        if (svg === undefined) return next();
        response.setHeader("content-type", "image/svg+xml");
        response.end(svg);
      });
    },
  };
}
