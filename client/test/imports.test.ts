import { expect, test } from "vitest";
import { allWrongImports, trees, wrongImports } from "../../scripts/imports.mjs";

const [client, apps] = trees as [(typeof trees)[0], (typeof trees)[0]];

test("nothing imports what stands above it", () => {
  expect(allWrongImports()).toEqual([]);
});

test.each([
  [client, "state/tree.ts", 'import { openLink } from "../wire/link.js";', "may not use wire"],
  [client, "room/join.ts", 'export * from "../kinds/space/index.js";', "may not use kinds/space"],
  [
    client,
    "kinds/space/chat.ts",
    'import { a } from "../cardtable/a.js";',
    "may not use kinds/card",
  ],
  [client, "room/join.ts", 'import { useMemo } from "react";', "imports the package react"],
  [client, "index.ts", 'const page = await import("./kinds/space/index.js");', "may not use kinds"],
  [apps, "cardtable/Page.tsx", 'import {\n  a,\n} from "../space/a";', "may not use space"],
  [apps, "site/admin/A.tsx", 'import { a } from "../spaces/a";', "may not use site/spaces"],
  [apps, "ui/Menu.tsx", 'import "../room/room.css";', "may not use room"],
  [apps, "space/A.tsx", 'import { a } from "../../../client/src/index";', "outside its tree"],
  [apps, "games/A.tsx", "", "is in no part"],
])("a wrong import is named: %#", (tree, file, source, sentence) => {
  expect(wrongImports(tree, file, source).join()).toContain(sentence);
});

test("what stands below, the own part and packages of the pages are free", () => {
  const source = 'import type { Json } from "../state/json.js";\nimport { a } from "./a.js";';
  expect(wrongImports(client, "room/join.ts", source)).toEqual([]);
  const page = 'import { useState } from "react";\nimport { useStore } from "roomkeeper/react";';
  expect(wrongImports(apps, "space/Page.tsx", page)).toEqual([]);
  expect(wrongImports(client, "kinds/space/react.ts", 'import { a } from "react";')).toEqual([]);
});
