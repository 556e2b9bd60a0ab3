import { CircleAlert } from "lucide-react";

/** Why a form was refused. It is there before it has anything to say, so that screen readers speak it when it comes. */
export function FormError({ sentence }: { sentence: string | null }) {
  return (
    <div role="alert">
      {sentence !== null && (
        <p className="form__error">
          <CircleAlert size={18} aria-hidden />
          <span>{sentence}</span>
        </p>
      )}
    </div>
  );
}
