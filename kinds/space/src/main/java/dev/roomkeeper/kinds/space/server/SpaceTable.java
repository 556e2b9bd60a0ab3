package dev.roomkeeper.kinds.space.server;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what is known about spaces without opening their rooms, as of their newest commit. Calls
 * block on the database, so use virtual threads.
 */
public interface SpaceTable {
  /**
   * A room of kind {@code space}.
   *
   * @param kept whether it outlives its visitors
   * @param openToEdit whether everybody may place elements, or only the creator
   * @param thumbnail null for none
   */
  record Space(
      String id,
      String name,
      Size size,
      boolean kept,
      boolean openToEdit,
      @Nullable String mapId,
      @Nullable String thumbnail,
      String createdBy) {
    public boolean mayEdit(String userId) {
      return openToEdit || createdBy.equals(userId);
    }
  }

  /**
   * An element in a space.
   *
   * @param element as the catalogue has it now, with the size it had when it was placed
   * @param table the room that was opened at it; null for none
   */
  record Placed(String id, Catalogue.Element element, int x, int y, @Nullable String table) {}

  /**
   * A chat message.
   *
   * @param from the member's id
   */
  record ChatMessage(String id, String from, String name, String message, long atMillis) {}

  /**
   * Messages, oldest first.
   *
   * @param more whether there are older ones
   */
  record ChatPage(List<ChatMessage> messages, boolean more) {}

  Optional<Space> find(String spaceId);

  /** The spaces that the user made, the newest first. */
  List<Space> madeBy(String userId, int most);

  List<Placed> placed(String spaceId);

  /** The spaces that contain an element with this id. There is one, unless users chose the ids. */
  List<Space> holding(String placedId);

  Optional<Placed> placed(String spaceId, String placedId);

  /** The space's own picture in lists. */
  void dress(String spaceId, String thumbnail);

  /**
   * The newest messages, or those before one.
   *
   * @param before the id of a message; null for the newest
   * @return empty if there is no such message
   */
  Optional<ChatPage> chat(String spaceId, @Nullable String before, int most);
}
