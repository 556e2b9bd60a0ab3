import { CircleAlert } from "lucide-react";

/** All that keeps a map from being taken, and what to do about it. */
export function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <div role="alert">
      {problems.length > 0 && (
        <div className="form__error">
          <CircleAlert size={18} aria-hidden />
          <div>
            <b>This map can’t be used as it is.</b>
            <ul className="problems">
              {problems.slice(0, 8).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  );
}
