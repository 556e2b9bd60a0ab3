import { Texture } from "pixi.js";
import { createValue, type Value } from "../../ui/value";

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
    element.src = url;
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
