import type { ReactNode } from "react";
import { hrefOf } from "../../lib/site";
import { Link } from "../../ui/Link";

type Props = {
  title: string;
  text: string;
  /** The fields. */
  children: ReactNode;
  action: string;
  isReady: boolean;
  onSubmit: () => void;
};

/** Asks for what is missing before one may come in. */
export function GateForm({ title, text, children, action, isReady, onSubmit }: Props) {
  return (
    <main className="gate">
      <form
        className="gate__card"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onSubmit();
        }}
      >
        <img src={hrefOf("/mark.svg")} alt="" width={48} height={48} />
        <h1 className="gate__title">{title}</h1>
        <p className="gate__text">{text}</p>
        {children}
        <button type="submit" className="button button--primary gate__button" disabled={!isReady}>
          {action}
        </button>
        <Link className="gate__out" to="/">
          To the start page
        </Link>
      </form>
    </main>
  );
}
