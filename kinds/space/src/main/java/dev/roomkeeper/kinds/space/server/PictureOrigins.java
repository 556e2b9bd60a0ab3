package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts of the pictures that admins put into the catalogue. */
final class PictureOrigins {
  private static final Logger LOG = LoggerFactory.getLogger(PictureOrigins.class);

  private final Catalogue catalogue;
  private final Map<String, Set<String>> ofMaps = new ConcurrentHashMap<>(); // They never change.

  PictureOrigins(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The present hosts. Blocks on the database. */
  Set<String> now() {
    Set<String> origins = new TreeSet<>();
    catalogue.avatars().forEach(avatar -> note(avatar.imageUrl(), origins));
    catalogue.elements().forEach(element -> note(element.imageUrl(), origins));
    catalogue
        .maps()
        .forEach(map -> {
          note(map.thumbnail(), origins);
          origins.addAll(ofMaps.computeIfAbsent(map.id(), this::ofMap));
        });
    return origins;
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
      // A host must not end the policy that it stands in.
      if (isWeb && authority != null && authority.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")) {
        origins.add(scheme + "://" + authority);
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("a picture's address can't be read");
    }
  }
}
