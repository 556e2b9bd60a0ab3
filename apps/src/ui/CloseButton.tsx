import { X } from "lucide-react";

export function CloseButton({ onClose }: { onClose: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
      <X size={20} aria-hidden />
    </button>
  );
}
