import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  /** Of the title, and so of the section. */
  id: string;
  title: string;
  children: ReactNode;
  /** Offers to look again. */
  onRefresh?: () => void;
};

/** A part of a page, on a card with its title. */
export function CardSection({ id, title, children, onRefresh }: Props) {
  return (
    <section className="card-section" aria-labelledby={id}>
      <header className="card-section__head">
        <h2 id={id} className="card-section__title">
          {title}
        </h2>
        {onRefresh !== undefined && (
          <button
            type="button"
            className="icon-button"
            aria-label="Look again"
            title="Look again"
            onClick={onRefresh}
          >
            <RefreshCw size={18} aria-hidden />
          </button>
        )}
      </header>
      {children}
    </section>
  );
}
