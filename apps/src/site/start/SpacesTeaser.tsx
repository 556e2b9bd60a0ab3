import { ArrowRight, MessageCircle, Spade, Video } from "lucide-react";
import { spacesPath } from "../../lib/router";
import { Link } from "../../ui/Link";

/** The other thing there is here: places to walk about in. */
export function SpacesTeaser() {
  return (
    <section className="teaser" aria-labelledby="teaser">
      <div className="teaser__map" aria-hidden />
      <div className="teaser__words">
        <h2 id="teaser" className="teaser__title">
          Or take a walk.
        </h2>
        <p className="teaser__text">
          A space is a small world to be in together. Walk up to somebody, and you see and hear each
          other.
        </p>
        <ul className="teaser__points">
          <li>
            <Video size={18} aria-hidden /> Video with whoever stands near
          </li>
          <li>
            <MessageCircle size={18} aria-hidden /> Chat for everybody there
          </li>
          <li>
            <Spade size={18} aria-hidden /> Card tables to sit down at
          </li>
        </ul>
        <Link className="button teaser__button" to={spacesPath}>
          Open a space
          <ArrowRight size={19} aria-hidden />
        </Link>
      </div>
    </section>
  );
}
