// Made from what the kind "poll" declares in Java: change it there.
export interface Poll {
  readonly commands: {
    readonly vote: {
      readonly choice: string;
    };
  };
  /** What a member sees: all layers that it holds, one over the other. */
  readonly view: {
    readonly votes?: { readonly [key: string]: number };
    readonly mine?: string;
  };
  readonly events: {
  };
}
