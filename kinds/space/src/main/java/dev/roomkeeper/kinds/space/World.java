package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.PerLayer;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Told;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.kinds.chat.ChatLineSlot;
import org.jspecify.annotations.Nullable;

/** The state and events of a space, and who sees them. */
final class World {
  static final Model MODEL = new Model();

  // What everybody sees.
  static final SpaceInfoSlot SPACE = MODEL.all().value("space", SpaceInfoSlot::new);
  static final Slots<PersonSlot> PEOPLE = MODEL.all().map("people", PersonSlot::new);
  static final Slots<ElementSlot> ELEMENTS = MODEL.all().map("elements", ElementSlot::new);
  static final Slots<ChatLineSlot> CHAT = MODEL.all().bookkeeping().map("chat", ChatLineSlot::new);

  /** The walkers in a cell, as those around it see them. */
  static final PerLayer<Layer.OfCell, Slots<BlockSlot>> WALKERS =
      MODEL.cell().map("walkers", BlockSlot::new);

  /** A member's neighbours. */
  static final PerLayer<Layer.OfMember, Slots<Slot<Boolean>>> NEAR =
      MODEL.member().map("near", Types.BOOL);

  // What only the rules know.
  static final GivenMapSlot MAP = MODEL.server().value("map", GivenMapSlot::new);

  /** The walls, as {@link CellBits} by cell, and likewise the static elements. */
  static final Slots<Slot<String>> WALLS = MODEL.server().map("walls", Types.TEXT);

  static final Slots<Slot<String>> FURNITURE =
      MODEL.server().derived().map("furniture", Types.TEXT);

  /** The layer of the cell in which each walker stands. */
  static final Slots<Slot<String>> WALKED = MODEL.server().map("walkers", Types.TEXT);

  /** Where members stood who are away. */
  static final Slots<BlockSlot> PLACES = MODEL.server().map("places", BlockSlot::new);

  static final Slots<Slot<String>> SIGHTS = MODEL.server().map("sights", Types.TEXT);
  static final Slots<Slot<Long>> STEPS = MODEL.server().bookkeeping().map("steps", Types.WHOLE);

  static final Told<BubbleLine> BUBBLE_MESSAGE =
      MODEL.ephemeralEvent("bubble-message", BubbleLineType.INSTANCE);
  static final Told<Signal> SIGNAL = MODEL.ephemeralEvent("signal", SignalType.INSTANCE);

  private World() {}

  /** The space as everybody knows it. */
  @Data
  record SpaceInfo(
      int width, int height, boolean kept, SpaceOptions.Editors editors, @Nullable String mapId) {}

  /** A person in the space, at any distance. */
  @Data
  record Person(String name, boolean online, @Nullable String avatarId) {}

  /** A message to those who are near. */
  @Data
  record BubbleLine(String id, String name, String message, long at) {}

  /** A message between two browsers that set up a call. */
  @Data
  record Signal(JsonObject data) {}

  /** The map that the space was made from. */
  @Data
  record GivenMap(int width, int height, Block spawn) {}
}
