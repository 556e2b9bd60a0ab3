export { type Recorder, type RecorderOptions, record } from "./recorder.js";
export { type Recording, recordingFrom, type Step } from "./recording.js";
export { createReplay, type Replay } from "./replay.js";
