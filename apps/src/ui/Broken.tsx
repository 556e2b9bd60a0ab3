import { Component, type ReactNode } from "react";

type Props = { children: ReactNode };

/**
 * Stands in for a page that could not be shown: a part of it did not come, since the server is away or newer than what
 * this tab knows, or it has a fault. React offers this to classes alone.
 */
export class Broken extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="gate">
        <div className="gate__card" role="alert">
          <img src="/mark.svg" alt="" width={48} height={48} />
          <h1 className="gate__title">This page did not load</h1>
          <p className="gate__text">
            The server may be restarting, or has been renewed meanwhile. Loading it again mostly
            helps.
          </p>
          <div className="gate__actions">
            <button
              type="button"
              className="button button--primary"
              onClick={() => location.reload()}
            >
              Load again
            </button>
            <a className="button" href="/">
              To the start page
            </a>
          </div>
        </div>
      </main>
    );
  }
}
