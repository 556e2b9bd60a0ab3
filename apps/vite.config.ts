import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { cardFaces } from "./build/cardFaces.ts";
import { compressed } from "./build/compressed.ts";

/** Where `vite` (the development server) finds the API and the rooms. */
const server = process.env.ROOMKEEPER_URL ?? "http://localhost:8080";

export default defineConfig({
  // The server may be below a path of its host: its pages name it, and the files find each other from where they are.
  base: "./",
  plugins: [react(), cardFaces(), compressed()],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  build: { target: "es2022", assetsDir: "assets" },
  server: {
    proxy: {
      "/api": server,
      "/ws": { target: server, ws: true },
    },
  },
});
