import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { cardFaces } from "./build/cardFaces.ts";

/** Where `vite` (the development server) finds the API and the rooms. */
const server = process.env.ROOMKEEPER_URL ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react(), cardFaces()],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  build: { target: "es2022", assetsDir: "assets" },
  server: {
    proxy: {
      "/api": server,
      "/ws": { target: server, ws: true },
    },
  },
});
