// Draws all pictures and maps anew: npm run art (in apps/).
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const { module } = await runnerImport(fileURLToPath(new URL("main.ts", import.meta.url)));
await module.draw();
const preview = await runnerImport(fileURLToPath(new URL("../preview.ts", import.meta.url)));
await preview.module.draw();
