import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { portrait, sheet } from "./avatars/draw";
import { people } from "./avatars/people";
import { block, texture } from "./ground/textures";
import { garden } from "./maps/garden";
import { office } from "./maps/office";
import { paint, whole } from "./maps/sketch";
import { square } from "./maps/square";
import { createTileset, tiledMap } from "./maps/tiled";
import { encodePng } from "./png";
import { createSurface, enlarged, type Surface, stamp } from "./surface";
import { things } from "./things/things";

const folder = fileURLToPath(new URL("../../public/art/", import.meta.url));

/** Draws everything into public/art. */
export function draw(previews?: string): void {
  for (const part of ["avatars", "elements", "maps"]) {
    rmSync(join(folder, part), { recursive: true, force: true });
    mkdirSync(join(folder, part), { recursive: true });
  }
  const byKey = new Map(things.map((thing) => [thing.key, thing]));
  for (const { key, picture } of things) save(`elements/${key}.png`, enlarged(picture, 2));
  for (const person of people) {
    save(`avatars/${person.key}.png`, enlarged(portrait(person), 3));
    save(`avatars/${person.key}-walk.png`, sheet(person));
  }
  const tileset = createTileset();
  const maps = [office(), garden(), square()].map((sketch) => {
    const layers = paint(sketch);
    const all = whole(sketch, layers, byKey);
    save(`maps/${sketch.file}.png`, thumbnail(all));
    if (previews !== undefined) writeFileSync(`${previews}/${sketch.file}.png`, encodePng(all));
    return { sketch, map: tiledMap(sketch, layers, tileset) };
  });
  save("tiles.png", tileset.picture());
  save("floor.png", plainFloor());
  for (const { sketch, map } of maps)
    writeFileSync(join(folder, `maps/${sketch.file}.json`), `${JSON.stringify(map())}\n`);
  const catalogue = {
    avatars: people.map(({ key, name }) => ({ name, imageUrl: `/art/avatars/${key}.png` })),
    elements: things.map(({ key, name, width, height, static: isStatic, use }) => ({
      key,
      name,
      imageUrl: `/art/elements/${key}.png`,
      width,
      height,
      static: isStatic,
      ...(use === undefined ? {} : { use }),
    })),
    maps: maps.map(({ sketch: { name, file, elements } }) => ({
      name,
      thumbnail: `/art/maps/${file}.png`,
      tiled: `maps/${file}.json`,
      elements,
    })),
  };
  writeFileSync(join(folder, "catalogue.json"), `${JSON.stringify(catalogue, null, 1)}\n`);
  console.log(
    `${things.length} elements, ${people.length} avatars, ${maps.length} maps, ${tileset.count()} tiles`,
  );
}

function save(path: string, picture: Surface): void {
  writeFileSync(join(folder, path), encodePng(picture));
}

/** What spaces without a map stand on. */
function plainFloor(): Surface {
  const result = createSurface(128, 64);
  for (let y = 0; y < 2; y += 1)
    for (let x = 0; x < 4; x += 1)
      stamp(result, texture("wood", (x + y * 2) % 4), x * block, y * block);
  return result;
}

const thumbnailWidth = 480;
const thumbnailHeight = 300;

/** The middle of the map, made small by the mean of the pixels that fall together. */
function thumbnail(all: Surface): Surface {
  const scale = Math.min(all.width / thumbnailWidth, all.height / thumbnailHeight);
  const left = (all.width - thumbnailWidth * scale) / 2;
  const top = (all.height - thumbnailHeight * scale) / 2;
  const result = createSurface(thumbnailWidth, thumbnailHeight);
  for (let y = 0; y < thumbnailHeight; y += 1) {
    for (let x = 0; x < thumbnailWidth; x += 1) {
      const sum = [0, 0, 0];
      let count = 0;
      for (let sy = Math.floor(top + y * scale); sy < top + (y + 1) * scale; sy += 1) {
        for (let sx = Math.floor(left + x * scale); sx < left + (x + 1) * scale; sx += 1) {
          const i = (Math.min(all.height - 1, sy) * all.width + Math.min(all.width - 1, sx)) * 4;
          for (const c of [0, 1, 2]) sum[c] = (sum[c] ?? 0) + (all.data[i + c] ?? 0);
          count += 1;
        }
      }
      result.data.set(
        [...sum.map((value) => Math.round(value / count)), 255],
        (y * thumbnailWidth + x) * 4,
      );
    }
  }
  return result;
}
