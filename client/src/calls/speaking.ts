/** Above this level (root mean square, 0 to 1) somebody begins to speak. */
const BEGIN_LEVEL = 0.03;
/** Below this level speech may be over. */
const END_LEVEL = 0.012;
/** So long a pause belongs to speech. */
const PAUSE_MILLIS = 700;

/** Tells from levels over time whether somebody speaks, without flicker between words. */
export interface SpeechGate {
  hear(level: number, nowMillis: number): boolean;
}

export function createSpeechGate(): SpeechGate {
  let speaking = false;
  let lastLoudAt = 0;
  return {
    hear: (level, nowMillis) => {
      if (level >= (speaking ? END_LEVEL : BEGIN_LEVEL)) {
        speaking = true;
        lastLoudAt = nowMillis;
      } else if (nowMillis - lastLoudAt >= PAUSE_MILLIS) {
        speaking = false;
      }
      return speaking;
    },
  };
}
