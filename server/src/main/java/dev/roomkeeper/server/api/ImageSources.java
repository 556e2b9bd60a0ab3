package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.server.spaces.Catalogue;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From where the pages' pictures may come: this server, and the hosts of the pictures that admins
 * put into the catalogue. What members write makes nobody's browser ask another host.
 */
final class ImageSources {
  private static final Logger LOG = LoggerFactory.getLogger(ImageSources.class);
  private static final String OWN = "'self' data: blob:";
  private static final int ORIGINS_MAX = 100;

  private final Catalogue catalogue;
  private final Map<String, Set<String>> ofMaps = new ConcurrentHashMap<>(); // which never change
  private volatile String sources = OWN;

  ImageSources(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** As a Content-Security-Policy's img-src has it; as of the last look. */
  String sources() {
    return sources;
  }

  /** Looks at the catalogue. Blocks on the database. */
  void look() {
    try {
      Set<String> origins = new TreeSet<>();
      catalogue.avatars().forEach(avatar -> note(avatar.imageUrl(), origins));
      catalogue.elements().forEach(element -> note(element.imageUrl(), origins));
      catalogue
          .maps()
          .forEach(map -> {
            note(map.thumbnail(), origins);
            origins.addAll(ofMaps.computeIfAbsent(map.id(), this::ofMap));
          });
      StringBuilder all = new StringBuilder(OWN);
      origins.stream().limit(ORIGINS_MAX).forEach(origin -> all.append(' ').append(origin));
      sources = all.toString();
    } catch (RuntimeException e) {
      LOG.debug("the catalogue can't be looked at for its pictures", e);
    }
  }

  private Set<String> ofMap(String mapId) {
    Set<String> origins = new TreeSet<>();
    JsonObject tiled = catalogue.map(mapId).map(Catalogue.WorldMap::tiled).orElse(null);
    if (tiled != null) {
      noteImages(tiled, origins);
    }
    return origins;
  }

  private static void noteImages(Json json, Set<String> origins) {
    switch (json) {
      case JsonObject object ->
          object.forEach((key, value) -> {
            if (key.equals("image") && value instanceof Json.Text(var url)) {
              note(url, origins);
            }
            noteImages(value, origins);
          });
      case Json.Arr(var items) -> items.forEach(item -> noteImages(item, origins));
      case Json.Leaf _ -> {}
    }
  }

  private static void note(@Nullable String url, Set<String> origins) {
    try {
      URI address = URI.create(url == null ? "" : url);
      String scheme = address.getScheme();
      boolean isWeb = "http".equals(scheme) || "https".equals(scheme);
      String authority = address.getRawAuthority();
      // What stands in a policy must not end it.
      if (isWeb && authority != null && authority.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")) {
        origins.add(scheme + "://" + authority);
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("a picture's address can't be read");
    }
  }
}
