package dev.roomkeeper.server.api;

import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Hub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The preview that a chat shows for a link to a page: the Open Graph lines in the page's head. */
final class Previews {
  private static final Logger LOG = LoggerFactory.getLogger(Previews.class);
  private static final int ID_LENGTH_MAX = 64;
  private static final String SITE = "Roomkeeper";
  private static final String WELCOME =
      "Card tables and small worlds to be in together, in your browser.";

  private final Hub hub;

  private final Map<String, String> phrases = new HashMap<>(); // By kind.
  private final List<String> beginnings; // By the paths of rooms' pages.

  Previews(Hub hub, List<KindModule> modules) {
    this.hub = hub;
    modules.forEach(module -> phrases.put(module.kind().name(), module.phrase()));
    beginnings =
        modules.stream()
            .flatMap(module -> module.pages().stream())
            .map(page -> page.substring(0, page.lastIndexOf('/') + 1))
            .filter(beginning -> beginning.length() > 1)
            .toList();
  }

  /** A title and a sentence. */
  record Words(String title, String sentence) {
    static final Words OF_THE_SITE = new Words(SITE, WELCOME);
  }

  /** The preview of a page that needs no lookup. */
  boolean isOfRoom(String path) {
    return beginnings.stream().anyMatch(path::startsWith);
  }

  /**
   * The preview of a room's page: its name, which anybody with the link may read. Reveals nothing
   * about a room for invited users. Blocks on the database.
   */
  Words ofRoom(String path) {
    List<String> parts = List.of(path.split("/", -1));
    String id = parts.get(2);
    if (id.isEmpty() || id.length() > ID_LENGTH_MAX) {
      return Words.OF_THE_SITE;
    }
    try {
      return hub.find(id).filter(Previews::isOpen).map(this::of).orElse(Words.OF_THE_SITE);
    } catch (RuntimeException e) {
      LOG.debug("no preview of room {}", id, e); // The page is sent without a preview.
      return Words.OF_THE_SITE;
    }
  }

  private static boolean isOpen(RoomRecord room) {
    return room.admits(""); // Somebody unknown.
  }

  private Words of(RoomRecord room) {
    String what = phrases.getOrDefault(room.kind(), "A room");
    String name = room.name().isBlank() ? what : room.name();
    return new Words(name, what + " on " + SITE + ". Come in by this link.");
  }

  /**
   * The lines for a page's head.
   *
   * @param site the address of the start page, without a trailing slash
   */
  static String lines(Words words, String site, String path) {
    return property("og:type", "website")
        + property("og:site_name", SITE)
        + property("og:title", words.title)
        + property("og:description", words.sentence)
        + property("og:url", site + path)
        + property("og:image", site + "/preview.png")
        + "<meta name=\"twitter:card\" content=\"summary_large_image\" />";
  }

  private static String property(String name, String content) {
    return "<meta property=\"" + name + "\" content=\"" + escaped(content) + "\" />";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
