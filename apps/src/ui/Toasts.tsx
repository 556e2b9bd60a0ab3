import { CircleAlert } from "lucide-react";
import { useToasts } from "../lib/toasts";

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast--${toast.tone}`}>
          {toast.tone === "refused" && <CircleAlert size={17} aria-hidden />}
          <span>{toast.text}</span>
        </div>
      ))}
    </div>
  );
}
