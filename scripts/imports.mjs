// Checks the imports of the client and the pages: `node scripts/imports.mjs` prints each import that breaks the rule.
// client: state <- wire <- room <- chat, calls, kinds. apps: lib <- ui <- room <- one page each; pages never import each other.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The parts of each tree, and what each may import besides itself. A part that ends in `/*` stands for one part per folder. */
export const trees = [
  {
    under: "client/src",
    parts: {
      state: [],
      http: ["state"],
      wire: ["state"],
      room: ["state", "wire", "http"],
      react: ["state", "wire", "http", "room"],
      replay: ["state", "wire", "http", "room"],
      chat: ["state", "wire", "http", "room"],
      calls: ["state", "wire", "http", "room"],
      "kinds/*": ["state", "wire", "http", "room", "chat", "calls", "react"],
      "index.ts": ["state", "wire", "http", "room"],
    },
    /** Which files may import a package, by its name. */
    packages: { react: /^(react\/|kinds\/[^/]+\/react\.tsx?$)/ },
  },
  {
    under: "apps/src",
    parts: {
      lib: [],
      ui: ["lib"],
      pixi: ["lib"],
      tiled: ["lib", "ui"],
      room: ["lib", "ui"],
      "site/*": ["lib", "ui", "tiled"],
      cardtable: ["lib", "ui", "room"],
      space: ["lib", "ui", "room", "pixi", "tiled"],
      arena: ["lib", "ui", "room", "pixi"],
      campaign: ["lib", "ui", "room"],
      "routes.tsx": ["lib", "ui", "room", "site", "cardtable", "space", "arena", "campaign"],
      "main.tsx": ["ui", "routes.tsx"],
      "virtual.d.ts": [],
    },
  },
];

/** One sentence for each forbidden import of a file. `file` is relative to the tree. */
export function wrongImports(tree, file, source) {
  const own = partOf(tree, file);
  if (own === null) return [`${tree.under}/${file} is in no part of the tree`];
  return importsOf(source).flatMap((name) => {
    if (!name.startsWith(".")) return wrongPackage(tree, file, name);
    const target = normalize(join(dirname(file), name)).replace(/\.js$/, ".ts");
    const theirs = partOf(tree, target) ?? partOf(tree, `${target}.tsx`);
    if (theirs === null) return [`${tree.under}/${file} imports ${name}, outside its tree`];
    if (theirs.name === own.name) return [];
    if (own.may.some((one) => theirs.name === one || theirs.name.startsWith(`${one}/`))) return [];
    return [`${tree.under}/${file} imports ${name}: ${own.name} may not use ${theirs.name}`];
  });
}

function wrongPackage(tree, file, name) {
  const allowed = tree.packages;
  if (allowed === undefined || (Object.hasOwn(allowed, name) && allowed[name].test(file)))
    return [];
  return [`${tree.under}/${file} imports the package ${name}`];
}

function partOf(tree, file) {
  for (const [pattern, may] of Object.entries(tree.parts)) {
    if (file === pattern) return { name: pattern, may };
    const folder = pattern.replace(/\*$/, "").replace(/\/?$/, "/");
    if (!file.startsWith(folder)) continue;
    if (!pattern.endsWith("/*")) return { name: pattern, may };
    const [inside] = file.slice(folder.length).split("/");
    return { name: folder + inside, may };
  }
  return null;
}

function importsOf(source) {
  const found = source.matchAll(
    /(?:\bfrom|^import)\s*["']([^"']+)["'];?$|\bimport\(\s*["']([^"']+)["']/gm,
  );
  return [...found].map(([, from, dynamic]) => from ?? dynamic);
}

function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

/** One sentence for each forbidden import in the trees. */
export function allWrongImports() {
  return trees.flatMap((tree) =>
    filesIn(join(root, tree.under))
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .flatMap((path) =>
        wrongImports(tree, relative(join(root, tree.under), path), readFileSync(path, "utf8")),
      ),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = allWrongImports();
  for (const sentence of wrong) console.error(sentence);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
