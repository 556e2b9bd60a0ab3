import { hrefOf } from "../lib/site";

type Props = {
  title: string;
  text: string;
  /** What to call another try; null where none would help. */
  retry: string | null;
  onRetry: () => void;
};

/** In the place of a page that could not be shown: why, and what one can do about it. */
export function GateAlert({ title, text, retry, onRetry }: Props) {
  return (
    <main className="gate">
      <div className="gate__card" role="alert">
        <img src={hrefOf("/mark.svg")} alt="" width={48} height={48} />
        <h1 className="gate__title">{title}</h1>
        <p className="gate__text">{text}</p>
        <div className="gate__actions">
          {retry !== null && (
            <button type="button" className="button button--primary" onClick={onRetry}>
              {retry}
            </button>
          )}
          <a className={retry === null ? "button button--primary" : "button"} href={hrefOf("/")}>
            To the start page
          </a>
        </div>
      </div>
    </main>
  );
}
