import { Texture } from "pixi.js";
import { hrefOf } from "../lib/site";
import { createValue, type Value } from "../lib/value";

/** Pictures by address, each loaded once. */
export type Pictures = {
  /** Null while it loads and where it can't be. */
  texture(url: string): Texture | null;
  image(url: string): HTMLImageElement | null;
  /** Rises whenever another one has come. */
  readonly loaded: Value<number>;
  destroy(): void;
};

export function createPictures(): Pictures {
  const images = new Map<string, HTMLImageElement | null>();
  const textures = new Map<string, Texture>();
  const loaded = createValue(0);
  let over = false;

  function image(url: string): HTMLImageElement | null {
    const known = images.get(url);
    if (known !== undefined) return known;
    images.set(url, null);
    const element = new Image();
    // WebGL takes pictures of other sites only if those sites say so.
    element.crossOrigin = "anonymous";
    element.decoding = "async";
    element.onload = () => {
      if (over) return;
      images.set(url, element);
      loaded.set(loaded.getSnapshot() + 1);
    };
    // It is gone, or its site does not share it: something stands there all the same.
    element.onerror = () => {
      element.onerror = null;
      element.src = missing();
    };
    element.src = hrefOf(url);
    return null;
  }

  return {
    image,
    texture: (url) => {
      const known = textures.get(url);
      if (known !== undefined) return known;
      const element = image(url);
      if (element === null || element.naturalWidth === 0) return null;
      const texture = Texture.from(element, true);
      texture.source.scaleMode = "nearest";
      textures.set(url, texture);
      return texture;
    },
    loaded,
    destroy: () => {
      over = true;
      for (const texture of textures.values()) texture.destroy(true);
      textures.clear();
    },
  };
}

/** A crate, for what has no picture. */
function missing(): string {
  const canvas = document.createElement("canvas");
  canvas.width = 32;
  canvas.height = 32;
  const context = canvas.getContext("2d");
  if (context !== null) {
    for (const [color, inset] of [
      ["#4b2f2a", 2],
      ["#b98257", 4],
      ["#d6a772", 7],
    ] as const) {
      context.fillStyle = color;
      context.fillRect(inset, inset, 32 - 2 * inset, 32 - 2 * inset);
    }
    context.fillStyle = "#6f4638";
    context.font = "bold 16px sans-serif";
    context.textAlign = "center";
    context.fillText("?", 16, 22);
  }
  return canvas.toDataURL();
}
