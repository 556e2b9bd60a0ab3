import { CanvasSource, type Container, Sprite, Texture } from "pixi.js";

/** Of a texture for a unit: a body stays smooth on a large screen of high density. */
const pixels = 4;

/** The shapes of all that moves, white, to be tinted; drawn once, since a sprite costs next to nothing. */
export function createShapes() {
  const shapes = {
    disc: drawn(26, 26, (pen) => fillCircle(pen, 12)),
    ring: drawn(30, 30, (pen) => strokeCircle(pen, 12, 1.5)),
    boldRing: drawn(30, 30, (pen) => strokeCircle(pen, 12, 3)),
    halo: drawn(40, 40, (pen) => strokeCircle(pen, 17, 2)),
    gun: drawn(40, 8, (pen) => pen.fillRect(0, -2.5, 19, 5)),
    /** Their tips are in the middle. */
    bolt: drawn(26, 4, (pen) => pen.fillRect(-12, -1.5, 12, 3)),
    boltEdge: drawn(26, 6, (pen) => pen.fillRect(-12, -2.5, 12, 5)),
    /** As long as it is made; its first end in the middle of its left side. */
    beam: drawn(4, 6, (pen) => pen.fillRect(-2, -2, 4, 4)),
    dot: drawn(10, 10, (pen) => fillCircle(pen, 4)),
    cross: drawn(20, 20, (pen) => {
      pen.fillRect(-3, -9, 6, 18);
      pen.fillRect(-9, -3, 18, 6);
    }),
    stickRing: drawn(92, 92, (pen) => strokeCircle(pen, 44, 2)),
    stickKnob: drawn(42, 42, (pen) => fillCircle(pen, 20)),
  };
  return {
    ...shapes,
    destroy: (): void => {
      for (const shape of Object.values(shapes)) shape.destroy(true);
    },
  };
}

export type Shapes = ReturnType<typeof createShapes>;

/** Draws around the middle. */
function drawn(
  width: number,
  height: number,
  draw: (pen: CanvasRenderingContext2D) => void,
): Texture {
  const canvas = document.createElement("canvas");
  canvas.width = width * pixels;
  canvas.height = height * pixels;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("This browser has no canvas.");
  pen.setTransform(pixels, 0, 0, pixels, canvas.width / 2, canvas.height / 2);
  pen.fillStyle = "#fff";
  pen.strokeStyle = "#fff";
  draw(pen);
  return new Texture({ source: new CanvasSource({ resource: canvas, resolution: pixels }) });
}

function fillCircle(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fill();
}

function strokeCircle(pen: CanvasRenderingContext2D, radius: number, width: number): void {
  pen.lineWidth = width;
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.stroke();
}

/** A sprite around its middle. */
export function sprite(texture: Texture, layer: Container): Sprite {
  const result = new Sprite(texture);
  result.anchor.set(0.5);
  layer.addChild(result);
  return result;
}

/** As many sprites of a shape as a frame needs. */
export type Pool = {
  /** The next sprite of this frame, as large as its shape. */
  next(): Sprite;
  /** The frame needs no more. */
  end(): void;
};

export function createPool(texture: Texture, layer: Container): Pool {
  const sprites: Sprite[] = [];
  let used = 0;
  let shown = 0;
  return {
    next: () => {
      const found = sprites[used] ?? sprite(texture, layer);
      sprites[used] = found;
      used += 1;
      found.scale.set(1);
      return found;
    },
    end: () => {
      // Not by `visible`: whatever comes or goes makes the picture be put together anew.
      for (let i = used; i < shown; i += 1) sprites[i]?.scale.set(0);
      shown = used;
      used = 0;
    },
  };
}
