import type { ReactNode } from "react";

type Props<T extends string> = {
  label: string;
  className: string;
  tabs: readonly { readonly id: T; readonly label: string; readonly icon: ReactNode }[];
  chosen: T;
  onChoose: (tab: T) => void;
};

/** Buttons for the parts of a screen of which one is shown. */
export function Tabs<T extends string>({ label, className, tabs, chosen, onChoose }: Props<T>) {
  return (
    <nav className={`tabs ${className}`} aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          className="tabs__tab"
          aria-pressed={tab.id === chosen}
          onClick={() => onChoose(tab.id)}
        >
          {tab.icon}
          <span>{tab.label}</span>
        </button>
      ))}
    </nav>
  );
}
