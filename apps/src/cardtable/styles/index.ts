import "./screen.css";
import "./felt.css";
import "./things.css";
import "./cards.css";
import "./tray.css";
import "./bars.css";
import "./panels.css";
