import "./screen.css";
import "./fight.css";
import "./panels.css";
import "./player.css";
