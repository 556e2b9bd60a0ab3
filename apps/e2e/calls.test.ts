import { afterAll, describe, expect, test } from "vitest";
import {
  allMeet,
  connections,
  flows,
  hasNeighbours,
  hasTile,
  joinIn,
  openMeeting,
  received,
  rise,
  walk,
} from "./calls/meeting";
import { canRelay, type Relay, startRelay } from "./calls/relay";
import { makeSpace, visitor, walkIn } from "./space";

let relay: Relay | null = null;
const { server, appear, arrive } = openMeeting(async () => {
  if (!canRelay) return [];
  relay = await startRelay();
  return relay.options;
});
afterAll(() => relay?.stop());

// Three browsers' worth of encoding: on a busy machine that takes its time.
describe("people who stand near each other", { timeout: 150_000 }, () => {
  test("see and hear exactly those, while they walk together and apart", async () => {
    const [ann, bob, cleo] = await Promise.all([arrive("Ann"), arrive("Bob"), arrive("Cleo")]);
    await Promise.all([ann, bob, cleo].map((guest) => joinIn(guest)));
    await allMeet(ann, bob, cleo);

    await walk(cleo, 1, 0, 9);
    await hasNeighbours(cleo);
    await Promise.all([hasNeighbours(ann, bob), hasNeighbours(bob, ann)]);
    expect(await connections(cleo)).toEqual(["closed", "closed"]);
    // Hers ended; that of the two others is the one that it was.
    for (const guest of [ann, bob]) {
      expect((await connections(guest)).sort()).toEqual(["closed", "connected"]);
      expect(await received(guest, cleo)).toBeNull();
    }
    await allMeet(ann, bob);

    await walk(cleo, -1, 0, 9);
    await allMeet(ann, bob, cleo);
    expect((await connections(ann)).sort()).toEqual(["closed", "connected", "connected"]);
  });

  test("do not hear who is muted, nor see whose camera is off, until they are on again", async () => {
    const [ann, bob] = await Promise.all([arrive("Ann"), arrive("Bob")]);
    await Promise.all([joinIn(ann), joinIn(bob)]);
    await allMeet(ann, bob);
    await hasTile(bob, ann, /speaking/);
    const loud = await rise(bob, ann);
    expect(loud.energy).toBeGreaterThan(0);

    await ann.page.getByRole("button", { name: "Mute", exact: true }).click();
    await hasTile(bob, ann, /^Ann, microphone off$/);
    await bob.page.waitForTimeout(400); // What was on its way is there.
    const muted = await rise(bob, ann);
    expect(muted.energy).toBeLessThan(loud.energy / 1000);
    expect(muted.frames).toBeGreaterThan(0);

    await ann.page.getByRole("button", { name: "Turn off the camera" }).click();
    await hasTile(bob, ann, /camera off/);
    await bob.page.waitForTimeout(400);
    expect(await rise(bob, ann)).toMatchObject({ frames: 0 });

    await ann.page.getByRole("button", { name: "Unmute" }).click();
    await ann.page.getByRole("button", { name: "Turn on the camera" }).click();
    await allMeet(ann, bob);
    expect(await connections(ann)).toEqual(["connected"]);
  });

  test("take part without a camera, or without anything", async () => {
    const [ann, bob, cleo] = await Promise.all([
      arrive("Ann"),
      arrive("Bob", ["microphone"]),
      arrive("Cleo", []),
    ]);
    await Promise.all([joinIn(ann), joinIn(bob), joinIn(cleo)]);
    await bob.page.getByText("does not let this page use the camera").waitFor();
    await cleo.page.getByText("does not let this page use the microphone").waitFor();
    await Promise.all([
      flows(bob, ann, "both"),
      flows(cleo, ann, "both"),
      flows(ann, bob, "energy"),
      flows(cleo, bob, "energy"),
    ]);
    await hasTile(ann, bob, /^Bob, camera off/);
    await hasTile(ann, cleo, /^Cleo, microphone off, camera off$/);
    expect(await rise(ann, cleo)).toEqual({ frames: 0, energy: 0 });
  });

  test("keep talking while the server is dead, and are told of a mute after it is back", async () => {
    const [ann, bob] = await Promise.all([arrive("Ann"), arrive("Bob")]);
    await Promise.all([joinIn(ann), joinIn(bob)]);
    await allMeet(ann, bob);
    await server().kill();
    await allMeet(ann, bob);
    await server().restart();
    await ann.page.getByRole("button", { name: "Mute", exact: true }).click();
    await hasTile(bob, ann, /microphone off/);
    await flows(ann, bob, "both");
    expect(await connections(ann)).toEqual(["connected"]);
    expect(await connections(bob)).toEqual(["connected"]);
  });

  test("have their tiles over the map, on the page of a space", async () => {
    const ann = await visitor(server(), appear, "Ann");
    const bob = await visitor(server(), appear, "Bob");
    const space = await makeSpace(server(), ann.token, "Harbour Office");
    await Promise.all([walkIn(server(), ann, space), walkIn(server(), bob, space)]);
    await bob.person.page.getByRole("button", { name: "Camera and microphone" }).click();
    await ann.person.page.getByRole("button", { name: "Just listen" }).click();
    const tile = ann.person.page.getByRole("listitem", { name: /^Bob/ });
    const frames = () =>
      tile.locator("video").evaluate((video) => {
        const element = video as HTMLVideoElement;
        return element.paused ? 0 : element.getVideoPlaybackQuality().totalVideoFrames;
      });
    await expect.poll(frames, { timeout: 30_000 }).toBeGreaterThan(5);
    await bob.person.page
      .getByRole("listitem", { name: "Ann, microphone off, camera off" })
      .waitFor();
  });

  test.skipIf(!canRelay)(
    "reach each other through a relay where nothing else is allowed",
    async () => {
      const [ann, bob] = await Promise.all([
        arrive("Ann", ["camera", "microphone"], "relay"),
        arrive("Bob", ["camera", "microphone"], "relay"),
      ]);
      await Promise.all([joinIn(ann), joinIn(bob)]);
      await allMeet(ann, bob);
      expect((await received(ann, bob))?.path).toBe("relay to relay");
      expect((await received(bob, ann))?.path).toBe("relay to relay");
      // coturn itself knows them by the names that the server made.
      for (const { id } of [ann, bob]) expect(relay?.said()).toMatch(new RegExp(`\\d{10}:${id}`));
    },
  );
});
