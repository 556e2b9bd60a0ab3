import type { Arena, Contestant, Scene, Shown } from "roomkeeper/arena";
import { colourOf } from "./colours";
import type { Stick } from "./input";

const unit = 64;
const tile = 32;
const bodyRadius = 12;
/** So many units are seen on the shorter side of the screen. */
const seenUnits = 460;

type Look = {
  readonly outside: string;
  readonly ground: string;
  readonly wall: string;
  readonly wallEdge: string;
  readonly cover: string;
  readonly ink: string;
  readonly health: string;
  readonly safe: string;
};

const light: Look = {
  outside: "#323936",
  ground: "#e9e5db",
  wall: "#4a534e",
  wallEdge: "#323936",
  cover: "#b08a5e",
  ink: "#1d211f",
  health: "#1c7a56",
  safe: "#1668d6",
};

const dark: Look = {
  outside: "#0c0e0d",
  ground: "#1d2220",
  wall: "#59635d",
  wallEdge: "#7b867f",
  cover: "#7a5c3a",
  ink: "#f0f2ee",
  health: "#4cc394",
  safe: "#7db5ff",
};

export type Camera = { readonly x: number; readonly y: number; readonly scale: number };

/** Draws an arena on a canvas. */
export function createPainter(canvas: HTMLCanvasElement, arena: Arena) {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser has no canvas");
  const pen = context;
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  let map: { rows: string; tiles: readonly string[] } = { rows: "", tiles: [] };
  let last = { x: 0, y: 0 };

  function look(): Look {
    return isDark.matches ? dark : light;
  }

  function fit(): number {
    const ratio = Math.min(devicePixelRatio, 2);
    const width = Math.round(canvas.clientWidth * ratio);
    const height = Math.round(canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    return ratio;
  }

  /** Whom an onlooker follows. */
  function leader(scene: Scene): Shown | undefined {
    const players = Object.values(arena.room.get().players ?? {});
    const scores = new Map(players.map(({ slot, score }) => [slot, score]));
    const scoreOf = ({ slot }: Shown): number => scores.get(slot) ?? -1;
    return scene.others.reduce<Shown | undefined>(
      (best, one) => (best === undefined || scoreOf(one) > scoreOf(best) ? one : best),
      undefined,
    );
  }

  function cameraFor(scene: Scene): Camera {
    const shown = scene.self ?? (arena.slot() < 0 ? leader(scene) : undefined);
    if (shown !== undefined) last = { x: shown.x / unit, y: shown.y / unit };
    const scale = Math.min(canvas.clientWidth, canvas.clientHeight) / seenUnits;
    return { x: last.x, y: last.y, scale };
  }

  function ground(): void {
    const rows = arena.room.get().game?.rows ?? "";
    if (rows !== map.rows) map = { rows, tiles: rows.split("\n") };
    const { wall, wallEdge, cover, ground: floor } = look();
    pen.fillStyle = floor;
    pen.fillRect(0, 0, (map.tiles[0]?.length ?? 0) * tile, map.tiles.length * tile);
    map.tiles.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        const what = row[x];
        if (what === "#") {
          pen.fillStyle = wallEdge;
          pen.fillRect(x * tile, y * tile, tile + 0.5, tile + 0.5);
          pen.fillStyle = wall;
          pen.fillRect(x * tile, y * tile, tile + 0.5, tile - 5);
        } else if (what === "+") {
          pen.fillStyle = cover;
          pen.fillRect(x * tile + 1, y * tile + 1, tile - 2, tile - 2);
        }
      }
    });
  }

  function pickups(): void {
    const lying = arena.room.get().pickups ?? {};
    let index = 0;
    pen.fillStyle = look().health;
    map.tiles.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] !== "H") continue;
        if (lying[String(index)] === true) {
          const middleX = x * tile + tile / 2;
          const middleY = y * tile + tile / 2;
          pen.fillRect(middleX - 3, middleY - 9, 6, 18);
          pen.fillRect(middleX - 9, middleY - 3, 18, 6);
        }
        index += 1;
      }
    });
  }

  function body(shown: Shown, player: Contestant | undefined, isSelf: boolean): void {
    const x = shown.x / unit;
    const y = shown.y / unit;
    const turn = (shown.angle / 1024) * 2 * Math.PI;
    pen.strokeStyle = look().ink;
    pen.lineWidth = 5;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + Math.cos(turn) * 19, y + Math.sin(turn) * 19);
    pen.stroke();
    pen.fillStyle = colourOf(player?.colour ?? shown.slot);
    pen.beginPath();
    pen.arc(x, y, bodyRadius, 0, 2 * Math.PI);
    pen.fill();
    pen.lineWidth = isSelf ? 3 : 1.5;
    pen.stroke();
    if (shown.isSafe) {
      pen.strokeStyle = look().safe;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, bodyRadius + 5, 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.fillStyle = "#000";
    pen.font = "bold 12px sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText((player?.name ?? "?").slice(0, 1).toUpperCase(), x, y + 1);
    pen.fillStyle = look().ink;
    pen.font = "11px sans-serif";
    if (!isSelf) pen.fillText(player?.name ?? "", x, y - 28);
    pen.globalAlpha = 0.35;
    pen.fillRect(x - 15, y - 21, 30, 4);
    pen.globalAlpha = 1;
    pen.fillStyle = look().health;
    pen.fillRect(x - 15, y - 21, (30 * shown.health) / 100, 4);
  }

  function shots(scene: Scene): void {
    for (const bolt of scene.bolts) {
      const turn = (bolt.angle / 1024) * 2 * Math.PI;
      const x = bolt.x / unit;
      const y = bolt.y / unit;
      pen.strokeStyle = look().ink;
      pen.lineWidth = 5;
      line(x, y, x - Math.cos(turn) * 12, y - Math.sin(turn) * 12);
      pen.strokeStyle = colourOf(bolt.owner);
      pen.lineWidth = 3;
      line(x, y, x - Math.cos(turn) * 12, y - Math.sin(turn) * 12);
    }
    for (const beam of scene.beams) {
      pen.globalAlpha = 1 - beam.age;
      pen.strokeStyle = colourOf(beam.owner);
      pen.lineWidth = 4;
      line(beam.fromX / unit, beam.fromY / unit, beam.toX / unit, beam.toY / unit);
      pen.globalAlpha = 1;
    }
    pen.fillStyle = look().ink;
    for (const spark of scene.sparks) {
      pen.beginPath();
      pen.arc(spark.x / unit, spark.y / unit, 4, 0, 2 * Math.PI);
      pen.fill();
    }
  }

  function line(fromX: number, fromY: number, toX: number, toY: number): void {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }

  function thumbs(sticks: readonly Stick[], ratio: number): void {
    const box = canvas.getBoundingClientRect();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.globalAlpha = 0.4;
    pen.fillStyle = look().ink;
    pen.strokeStyle = look().ink;
    pen.lineWidth = 2;
    for (const stick of sticks) {
      const x = stick.fromX - box.left;
      const y = stick.fromY - box.top;
      const far = Math.hypot(stick.x - stick.fromX, stick.y - stick.fromY) || 1;
      const part = Math.min(1, 44 / far);
      pen.beginPath();
      pen.arc(x, y, 44, 0, 2 * Math.PI);
      pen.stroke();
      pen.beginPath();
      pen.arc(
        x + (stick.x - stick.fromX) * part,
        y + (stick.y - stick.fromY) * part,
        20,
        0,
        2 * Math.PI,
      );
      pen.fill();
    }
    pen.globalAlpha = 1;
  }

  /** Everything that is far from the middle and needs no detail. */
  function minimap(scene: Scene, ratio: number): void {
    const width = map.tiles[0]?.length ?? 0;
    const height = map.tiles.length;
    if (width === 0) return;
    const size = Math.min(130, canvas.clientWidth * 0.28) / width;
    const left = canvas.clientWidth - width * size - 12;
    const top = canvas.clientHeight - height * size - 12;
    pen.setTransform(ratio * size, 0, 0, ratio * size, left * ratio, top * ratio);
    pen.globalAlpha = 0.75;
    pen.fillStyle = look().ground;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = look().wall;
    map.tiles.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] === "#") pen.fillRect(x, y, 1.02, 1.02);
      }
    });
    pen.globalAlpha = 1;
    for (const one of [...scene.others, ...(scene.self === null ? [] : [scene.self])]) {
      pen.fillStyle = colourOf(one.slot);
      pen.beginPath();
      pen.arc(one.x / unit / tile, one.y / unit / tile, one === scene.self ? 1.3 : 1, 0, 7);
      pen.fill();
    }
  }

  return {
    /** Draws, and answers where one's own body is on the screen. */
    draw(scene: Scene, sticks: readonly Stick[]): { readonly x: number; readonly y: number } {
      const ratio = fit();
      const camera = cameraFor(scene);
      const players = arena.room.get().players ?? {};
      const bySlot = new Map(Object.values(players).map((player) => [player.slot, player]));
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = look().outside;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      const scale = camera.scale * ratio;
      pen.setTransform(
        scale,
        0,
        0,
        scale,
        canvas.width / 2 - camera.x * scale,
        canvas.height / 2 - camera.y * scale,
      );
      ground();
      pickups();
      shots(scene);
      for (const other of scene.others) body(other, bySlot.get(other.slot), false);
      if (scene.self !== null) body(scene.self, bySlot.get(scene.self.slot), true);
      minimap(scene, ratio);
      thumbs(sticks, ratio);
      return { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
    },
  };
}
