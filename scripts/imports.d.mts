/** The types of imports.mjs, for its test. */
export interface ImportTree {
  readonly under: string;
}
export const trees: readonly ImportTree[];
export function wrongImports(tree: ImportTree, file: string, source: string): string[];
export function allWrongImports(): string[];
