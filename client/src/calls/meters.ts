/** Samples per reading: a little more than goes by between two readings at 48 kHz, so that no syllable is missed. */
const WINDOW = 4096;

/** Measures how loud the audio of a stream is. */
export interface Meter {
  /** Root mean square of the last moment, 0 to 1. */
  level(): number;
  close(): void;
}

export interface Meters {
  /** A meter for a stream that has audio; null where there is no Web Audio. */
  meter(stream: MediaStream): Meter | null;
  close(): void;
}

/** Meters on one audio context, which browsers start only once the page was touched. */
export function createMeters(AudioContext: typeof globalThis.AudioContext | undefined): Meters {
  let context: AudioContext | null = null;

  function running(): AudioContext | null {
    if (!AudioContext) return null;
    context ??= new AudioContext();
    wake();
    return context;
  }

  function wake(): void {
    if (context?.state === "suspended") context.resume().catch(() => {});
  }

  const gestures = ["pointerdown", "keydown"] as const;
  for (const gesture of gestures) globalThis.addEventListener?.(gesture, wake, { passive: true });

  return {
    meter: (stream) => {
      const on = running();
      if (!on) return null;
      const source = on.createMediaStreamSource(stream);
      const analyser = on.createAnalyser();
      analyser.fftSize = WINDOW;
      source.connect(analyser);
      const samples = new Float32Array(WINDOW);
      return {
        level: () => {
          analyser.getFloatTimeDomainData(samples);
          let sum = 0;
          for (const sample of samples) sum += sample * sample;
          return Math.sqrt(sum / WINDOW);
        },
        close: () => source.disconnect(),
      };
    },
    close: () => {
      for (const gesture of gestures) globalThis.removeEventListener?.(gesture, wake);
      context?.close().catch(() => {});
      context = null;
    },
  };
}
