import "@fontsource-variable/figtree";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/overlays.css";
import "./ui/gate.css";
import "./ui/page.css";
import { App } from "./routes";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

/** Text that is shown in another typeface first moves all that is below it. For longer nobody waits. */
const patienceMillis = 500;

const isPatient = new Promise((resolve) => setTimeout(resolve, patienceMillis));
const isLoaded = document.fonts.load('1em "Figtree Variable"').catch(() => undefined);
void Promise.race([isLoaded, isPatient]).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
