import { describe, expect, test } from "vitest";
import { createLocalMedia } from "../../src/calls/media.js";
import { settle } from "../support/fakes.js";
import { createBrowser } from "./devices.js";

const both = { microphone: true, camera: true };

function open(...ids: string[]) {
  const browser = createBrowser(...ids);
  const media = createLocalMedia(browser);
  const states = () => [media.microphone.getSnapshot().status, media.camera.getSnapshot().status];
  return { browser, media, states };
}

describe("microphone and camera", () => {
  test("are asked for in one question", async () => {
    const { browser, media, states } = open("mic1", "cam1");
    const started = media.start(both);
    await settle();
    await started;
    expect(browser.asked).toHaveLength(1);
    expect(states()).toEqual(["on", "on"]);
    expect(media.flags()).toEqual({ audio: true, video: true });
    expect(media.devices.getSnapshot().map(({ id, kind }) => [id, kind])).toEqual([
      ["mic1", "microphone"],
      ["cam1", "camera"],
    ]);
  });

  test("are both off after a no, and nobody is asked twice", async () => {
    const { browser, media, states } = open("mic1", "cam1");
    browser.errors = { audio: "NotAllowedError", video: "NotAllowedError" };
    await media.start(both);
    expect(states()).toEqual(["refused", "refused"]);
    expect(browser.asked).toHaveLength(1);
    expect(media.tracks()).toEqual({ audio: null, video: null });
  });

  test("do without each other: refused by a setting, missing, in use", async () => {
    const refused = open("mic1", "cam1");
    refused.browser.denied = ["camera"];
    refused.browser.errors = { video: "NotAllowedError" };
    await refused.media.start(both);
    expect(refused.states()).toEqual(["on", "refused"]);

    const missing = open("mic1");
    await missing.media.start(both);
    expect(missing.states()).toEqual(["on", "missing"]);

    const busy = open("mic1", "cam1");
    busy.browser.errors = { audio: "NotReadableError" };
    await busy.media.start(both);
    expect(busy.states()).toEqual(["busy", "on"]);
  });

  test("are not to be had on a page without media devices, and that is no error", async () => {
    const media = createLocalMedia({});
    await media.start(both);
    expect(media.microphone.getSnapshot().status).toBe("unsupported");
    expect(media.flags()).toEqual({ audio: false, video: false });
    media.close();
  });

  test("mute without giving the microphone back, and stay muted with another one", async () => {
    const { browser, media } = open("mic1", "mic2");
    await media.turnOn("microphone");
    media.setMuted(true);
    expect(browser.tracks[0]).toMatchObject({ enabled: false, isStopped: false });
    expect(media.flags().audio).toBe(false);
    await media.choose("microphone", "mic2");
    expect(browser.tracks[0]?.isStopped).toBe(true);
    expect(browser.tracks[1]).toMatchObject({ enabled: false, deviceId: "mic2" });
    media.setMuted(false);
    expect(browser.tracks[1]?.enabled).toBe(true);
  });

  test("give the camera back when it is turned off, even before it came", async () => {
    const { browser, media, states } = open("cam1");
    await media.turnOn("camera");
    media.turnOff("camera");
    expect(browser.tracks[0]?.isStopped).toBe(true);
    let answer = (): void => {};
    browser.wait = new Promise((resolve) => {
      answer = resolve;
    });
    const slow = media.turnOn("camera");
    expect(states()[1]).toBe("asking");
    media.turnOff("camera");
    answer();
    await slow;
    expect(browser.tracks[1]?.isStopped).toBe(true);
    expect(states()[1]).toBe("off");
  });

  test("take another device when one is unplugged, and the first that is plugged in when there is none", async () => {
    const { browser, media, states } = open("mic1", "mic2");
    await media.turnOn("microphone");
    browser.ids = ["mic2"];
    browser.tracks[0]?.onended?.();
    await settle();
    expect(browser.tracks.at(-1)?.deviceId).toBe("mic2");
    browser.ids = [];
    browser.tracks.at(-1)?.onended?.();
    await settle();
    expect(states()[0]).toBe("missing");
    expect(media.tracks().audio).toBeNull();
    browser.ids = ["mic3"];
    browser.plugged();
    await settle();
    expect(states()[0]).toBe("on");
    expect(browser.tracks.at(-1)?.deviceId).toBe("mic3");
  });

  test("that were turned off stay off, whatever is plugged in", async () => {
    const { browser, media, states } = open("cam1");
    await media.turnOn("camera");
    media.turnOff("camera");
    browser.plugged();
    await settle();
    expect(states()[1]).toBe("off");
  });

  test("go on with the camera that works when another one is chosen that is in use", async () => {
    const { browser, media } = open("cam1", "cam2");
    await media.turnOn("camera");
    browser.errors = { video: "NotReadableError" };
    await expect(media.choose("camera", "cam2")).rejects.toThrow("can't be used now");
    expect(media.camera.getSnapshot()).toMatchObject({ status: "on", deviceId: "cam1" });
    expect(browser.tracks[0]?.isStopped).toBe(false);
    expect(media.tracks().video).toBe(browser.tracks[0]);
  });

  test("take any device when the chosen one is gone", async () => {
    const { browser, media } = open("cam1", "cam2");
    await media.choose("camera", "cam2");
    browser.ids = ["cam1"];
    await media.turnOn("camera");
    expect(media.camera.getSnapshot()).toMatchObject({ status: "on", deviceId: "cam1" });
  });

  test("are all given back at the end", async () => {
    const { browser, media } = open("mic1", "cam1");
    await media.start(both);
    media.close();
    expect(browser.tracks.map(({ isStopped }) => isStopped)).toEqual([true, true]);
    expect(browser.listeners.size).toBe(0);
  });
});
