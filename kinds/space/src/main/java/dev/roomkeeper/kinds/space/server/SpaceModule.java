package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.space.Space;
import dev.roomkeeper.module.House;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.store.Projection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server side of spaces: their rooms, their tables, and the catalogue. */
public final class SpaceModule implements KindModule {
  /** A map with its Tiled file and additional properties. */
  private static final int MAP_BYTES_MAX = (2 << 20) + (64 << 10);

  private final Space kind = new Space();
  private @Nullable PictureOrigins pictures;

  @Override
  public RoomKind kind() {
    return kind;
  }

  @Override
  public Projection projection() {
    return new SpaceProjection();
  }

  /** Most of its tables are older than modules are: they stand in the server's own migrations. */
  @Override
  public String migrations() {
    return "db/space";
  }

  @Override
  public void start(House house, Routes routes) {
    Catalogue catalogue = new SqlCatalogue(house.database());
    SpaceTable spaces = new SqlSpaces(house.database());
    SeedFile.plant(catalogue, house.pages(), house.dice(), house.clock().millis());
    pictures = new PictureOrigins(catalogue);
    CatalogueResources.add(routes, catalogue, house.dice(), house.clock());
    PictureResources.add(routes, house.database(), house.clock());
    // Before /space/:id, which would match /space/element.
    PlacedResources.add(routes, house, catalogue, spaces);
    SpaceResources.add(routes, house, catalogue, spaces);
  }

  @Override
  public Map<String, Integer> largeBodies() {
    return Map.of(
        "/api/v1/admin/map",
        MAP_BYTES_MAX,
        "/api/v1/admin/picture",
        PictureResources.BODY_BYTES_MAX);
  }

  @Override
  public String openApi() {
    return "openapi/space.json";
  }

  @Override
  public List<String> pages() {
    return List.of("/space/*");
  }

  @Override
  public String chat() {
    return "chat";
  }

  @Override
  public String phrase() {
    return "A space to walk about and talk in";
  }

  @Override
  public Set<String> pictureOrigins() {
    return pictures == null ? Set.of() : pictures.now();
  }
}
