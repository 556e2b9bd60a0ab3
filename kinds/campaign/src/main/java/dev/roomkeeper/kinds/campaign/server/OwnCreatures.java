package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/**
 * Port: the creatures that users brought or made, and those that they like to have at hand. Calls
 * block on the database: from virtual threads only.
 */
public interface OwnCreatures {
  /** So many one user can have, and so many favourites. */
  int MAX = 500;

  /** One's own, by name. */
  List<JsonObject> of(String userId);

  /** Keeps them, each in place of one with its id; false if that would be too many. */
  boolean keep(String userId, List<JsonObject> creatures);

  boolean remove(String userId, String id);

  /** A favourite. */
  record Favourite(String edition, String creatureId) {}

  List<Favourite> favourites(String userId);

  /** False if that would be too many. */
  boolean favour(String userId, Favourite favourite);

  void disfavour(String userId, Favourite favourite);
}
