package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.space.server.Catalogue;
import dev.roomkeeper.kinds.space.server.SeedFile;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The avatars, elements and maps that come with the pages. */
@Timeout(60)
final class SeedFileTest {
  @TempDir Path folder;

  private Path pages(String catalogue) throws IOException {
    Path pages = folder.resolve("pages");
    Path art = pages.resolve("art");
    Files.createDirectories(art);
    Files.writeString(art.resolve("catalogue.json"), catalogue);
    Files.writeString(
        art.resolve("office.json"),
        Js.object(
                "{orientation:'orthogonal',width:2,height:2,tilewidth:16,tileheight:16,"
                    + "tilesets:[{firstgid:1,tilecount:4,image:'/art/tiles.png'}],"
                    + "layers:[{type:'tilelayer',name:'walls',data:[1,0,0,0]}]}")
            .toString());
    return pages;
  }

  private static final String CATALOGUE =
      Js.object(
              "{avatars:[{name:'Zoe',imageUrl:'/art/zoe.png'},{name:'Ada',imageUrl:'/art/ada.png'}],"
                  + "elements:[{key:'table',name:'Card table',imageUrl:'/art/table.png',width:2,"
                  + "height:1,static:true,use:'cardtable'}],"
                  + "maps:[{name:'Office',thumbnail:'/art/office.png',tiled:'office.json',"
                  + "elements:[{element:'table',x:0,y:1}]}]}")
          .toString();

  @Test
  void a_fresh_server_has_them_once_and_in_their_order() throws IOException {
    Path pages = pages(CATALOGUE);
    try (TestServer server = TestServer.start(folder, settings -> settings.pages = pages)) {
      ObjectNode avatars = Site.ok(server.get("/api/v1/avatars", null));
      assertThat(avatars.findValuesAsString("name")).containsExactly("Zoe", "Ada");
      ObjectNode elements = Site.ok(server.get("/api/v1/elements", null));
      assertThat(elements.findValuesAsString("use")).containsExactly("cardtable");
      String map =
          Site.ok(server.get("/api/v1/maps", null)).path("maps").path(0).path("id").asString();
      ObjectNode shown = Site.ok(server.get("/api/v1/maps/" + map, null));
      assertThat(shown.path("elements")).hasSize(1);
      assertThat(shown.path("walls").path(0).asString()).isEqualTo("#.");
      User ann = server.guest("Ann");
      String space =
          Site.ok(server.post("/api/v1/space", ann, "{\"name\":\"S\",\"mapId\":\"" + map + "\"}"))
              .path("spaceId")
              .asString();
      assertThat(Site.ok(server.get("/api/v1/space/" + space, ann)).path("elements")).hasSize(1);
      server.stop();
      server.startAgain();
      assertThat(Site.ok(server.get("/api/v1/avatars", null))).isEqualTo(avatars);
    }
  }

  @Test
  void the_catalogue_of_the_pages_themselves_is_good() throws SeedFile.Unreadable {
    Path pages = Path.of("../apps/public");
    assertThat(SeedFile.isIn(pages)).isTrue();
    Catalogue.Seeds seeds = SeedFile.read(pages, new SecureRandom()::nextLong);
    assertThat(seeds.avatars()).isNotEmpty();
    assertThat(seeds.elements()).anyMatch(element -> "cardtable".equals(element.use()));
    assertThat(seeds.maps()).hasSizeGreaterThan(1).allMatch(map -> !map.walls().isEmpty());
  }

  @Test
  void a_file_that_is_no_good_does_not_keep_the_server_from_starting() throws IOException {
    Path pages = pages(CATALOGUE.replace("'table'", "table").replace("office.json", "../../x"));
    try (TestServer server = TestServer.start(folder, settings -> settings.pages = pages)) {
      assertThat(Site.ok(server.get("/api/v1/avatars", null)).path("avatars")).isEmpty();
      assertThat(Site.ok(server.get("/api/v1/maps", null)).path("maps")).isEmpty();
    }
  }
}
