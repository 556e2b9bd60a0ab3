export const root: string;
export const script: string;
export const second: string;
export const printed: string[];
export function buildPoll(folder: string): string;
