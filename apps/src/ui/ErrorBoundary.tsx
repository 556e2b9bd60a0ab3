import { Component, type ReactNode } from "react";
import { GateAlert } from "./GateAlert";

type Props = { children: ReactNode };

/**
 * Stands in for a page that could not be shown: a part of it did not come, since the server is away or newer than what
 * this tab knows, or it has a fault. React offers this to classes alone.
 */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <GateAlert
        title="This page did not load"
        text="The server may be restarting, or has been renewed meanwhile. Loading it again mostly helps."
        retry="Load again"
        onRetry={() => location.reload()}
      />
    );
  }
}
