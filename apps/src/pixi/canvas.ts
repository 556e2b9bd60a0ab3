import { Application } from "pixi.js";
import "pixi.js/unsafe-eval";

export type Canvas = {
  readonly app: Application;
  /** Ends it, with all that is on its stage. */
  close(): void;
};

/**
 * Opens a canvas that fills the host. `onStale` tells that it can't be shown right any more, and that another is to be opened: the
 * graphics card was taken away, and with it all textures, or the page came to a screen of another density.
 */
export async function openCanvas(
  host: HTMLElement,
  options: { readonly roundPixels: boolean },
  onStale: () => void,
): Promise<Canvas> {
  const app = new Application();
  await app.init({
    resizeTo: host,
    autoStart: false,
    sharedTicker: false,
    antialias: false,
    autoDensity: true,
    resolution: Math.min(devicePixelRatio, 2),
    roundPixels: options.roundPixels,
    backgroundAlpha: 0,
    // Where there is no WebGL it is a plain canvas.
    preference: ["webgl", "canvas"],
    eventMode: "none",
    eventFeatures: { move: false, globalMove: false, click: false, wheel: false },
    accessibilityOptions: { enabledByDefault: false, activateOnTab: false },
  } as Parameters<Application["init"]>[0]);
  app.canvas.setAttribute("aria-hidden", "true");
  host.append(app.canvas);
  app.canvas.addEventListener("webglcontextrestored", onStale);
  const forgetDensity = followDensity(onStale);
  return {
    app,
    close: () => {
      app.canvas.removeEventListener("webglcontextrestored", onStale);
      forgetDensity();
      app.destroy({ removeView: true }, { children: true });
    },
  };
}

/** Calls back once, when the page comes to a screen of another density, or is zoomed. Answers the way to stop. */
function followDensity(changed: () => void): () => void {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener("change", changed, { once: true });
  return () => query.removeEventListener("change", changed);
}
