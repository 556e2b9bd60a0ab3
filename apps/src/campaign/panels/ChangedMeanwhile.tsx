type Props = {
  /** What it is now, in words. */
  now: string;
  /** Puts what it is now into the form. */
  onTake: () => void;
  /** Goes on with what stands in the form. */
  onKeep: () => void;
};

/** Somebody else changed what is being written here. */
export function ChangedMeanwhile({ now, onTake, onKeep }: Props) {
  return (
    <div className="meanwhile" role="status">
      <p className="meanwhile__words">Somebody changed this meanwhile. It is now {now}.</p>
      <div className="quick">
        <button type="button" className="button button--small" onClick={onTake}>
          Take that
        </button>
        <button type="button" className="button button--small" onClick={onKeep}>
          Keep what I wrote
        </button>
      </div>
    </div>
  );
}
