import { createKept } from "../lib/storage";

/** Whether the arena is silent in this browser. */
export const muted = createKept<boolean>(
  "roomkeeper.arena.muted",
  (text) => text === "yes",
  (value) => (value ? "yes" : "no"),
);

export type Sound = "bolt" | "beam" | "hit" | "kill" | "died" | "begin" | "over";

export type Sounds = {
  /** `loudness` from 0 to 1: what is far away is faint. */
  play(sound: Sound, loudness?: number): void;
  stop(): void;
};

/** A tone that glides from one pitch to another and fades. */
type Tone = {
  readonly wave: OscillatorType;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly loudness: number;
  /** Seconds after the first. */
  readonly after?: number;
};

const tones: Readonly<Record<Sound, readonly Tone[]>> = {
  bolt: [{ wave: "square", from: 520, to: 140, seconds: 0.09, loudness: 0.1 }],
  beam: [{ wave: "sawtooth", from: 1_400, to: 180, seconds: 0.22, loudness: 0.12 }],
  hit: [{ wave: "triangle", from: 900, to: 1_300, seconds: 0.06, loudness: 0.22 }],
  kill: [
    { wave: "triangle", from: 660, to: 660, seconds: 0.09, loudness: 0.25 },
    { wave: "triangle", from: 990, to: 990, seconds: 0.16, loudness: 0.25, after: 0.09 },
  ],
  died: [{ wave: "sawtooth", from: 240, to: 50, seconds: 0.45, loudness: 0.2 }],
  begin: [
    { wave: "sine", from: 440, to: 440, seconds: 0.12, loudness: 0.3 },
    { wave: "sine", from: 660, to: 660, seconds: 0.25, loudness: 0.3, after: 0.14 },
  ],
  over: [
    { wave: "sine", from: 660, to: 660, seconds: 0.15, loudness: 0.3 },
    { wave: "sine", from: 440, to: 440, seconds: 0.3, loudness: 0.3, after: 0.17 },
  ],
};

/** More than so many at once are only noise. */
const atOnceMax = 12;

/** The arena's sounds, made of a few tones. A browser lets them be heard once somebody has pressed something. */
export function createSounds(): Sounds {
  let context: AudioContext | null = null;
  let playing = 0;

  function wake(): void {
    if (muted.getSnapshot()) return;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume().catch(() => {});
  }

  function play(tone: Tone, on: AudioContext, loudness: number): void {
    const start = on.currentTime + (tone.after ?? 0);
    const end = start + tone.seconds;
    const oscillator = on.createOscillator();
    const gain = on.createGain();
    oscillator.type = tone.wave;
    oscillator.frequency.setValueAtTime(tone.from, start);
    oscillator.frequency.exponentialRampToValueAtTime(tone.to, end);
    gain.gain.setValueAtTime(tone.loudness * loudness, start);
    gain.gain.exponentialRampToValueAtTime(0.001, end);
    oscillator.connect(gain).connect(on.destination);
    playing += 1;
    oscillator.onended = () => {
      playing -= 1;
    };
    oscillator.start(start);
    oscillator.stop(end);
  }

  addEventListener("pointerdown", wake);
  addEventListener("keydown", wake);
  return {
    play: (sound, loudness = 1) => {
      if (context?.state !== "running" || muted.getSnapshot() || loudness < 0.02) return;
      for (const tone of tones[sound]) {
        if (playing < atOnceMax) play(tone, context, loudness);
      }
    },
    stop: () => {
      removeEventListener("pointerdown", wake);
      removeEventListener("keydown", wake);
      void context?.close().catch(() => {});
      context = null;
    },
  };
}
