package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Method;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.store.Database;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Pictures that admins upload, for avatars, elements, tilesets and thumbnails: kept in the
 * database, so that every node has them, and served from the server's own address.
 */
final class PictureResources {
  /** A picture as text in a JSON body. */
  static final int BODY_BYTES_MAX = PictureFile.BYTES_MAX / 3 * 4 + 4_096;

  private static final String BELOW = "/api/v1/pictures/";
  private static final long ALL_BYTES_MAX = 256L << 20;
  private static final int ID_LENGTH = 32;

  private final Database database;
  private final InstantSource clock;

  private PictureResources(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  static void add(Routes routes, Database database, InstantSource clock) {
    PictureResources resources = new PictureResources(database, clock);
    routes.add(Method.POST, "/api/v1/admin/picture", resources::upload);
    routes.add(Method.GET, BELOW + ":name", resources::show);
  }

  private Reply upload(Call call) throws Refusal {
    call.admin();
    PictureFile file = PictureFile.read(content(call.body()));
    if (file == null) {
      throw Refusal.bad("\"content\" " + PictureFile.RULE);
    }
    String id = idOf(file.content());
    if (!keep(id, file)) {
      throw new Refusal(409, "CONFLICT", "there are too many pictures already");
    }
    return Reply.ok(
        JsonObject.EMPTY
            .with("imageUrl", BELOW + id + "." + file.end())
            .with("width", (long) file.size().width())
            .with("height", (long) file.size().height()));
  }

  private static byte[] content(JsonObject body) throws Refusal {
    String text = body.text("content");
    if (text == null) {
      throw Refusal.bad("\"content\" must be the picture's bytes as base64");
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.bad("\"content\" must be the picture's bytes as base64");
    }
  }

  /** The same picture has the same id: who uploads it twice has it once. */
  private static String idOf(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private boolean keep(String id, PictureFile file) {
    return database.write(
        "picture " + id,
        handle -> {
          long known =
              handle
                  .createQuery("SELECT count(*) FROM picture WHERE id = :id")
                  .bind("id", id)
                  .mapTo(Long.class)
                  .one();
          return known == 1
              || handle
                      .createUpdate(
                          """
                          INSERT INTO picture (id, type, bytes, content, created_at)
                          SELECT :id, :type, :bytes, :content, :now
                          WHERE (SELECT coalesce(sum(bytes), 0) FROM picture) + :bytes <= :most\
                          """)
                      .bind("id", id)
                      .bind("type", file.type())
                      .bind("bytes", file.content().length)
                      .bind("content", Base64.getEncoder().encodeToString(file.content()))
                      .bind("now", clock.millis())
                      .bind("most", ALL_BYTES_MAX)
                      .execute()
                  == 1;
        });
  }

  private Reply show(Call call) throws Refusal {
    String id = call.path("name").replaceFirst("\\.[a-z]+$", "");
    return database
        .read(handle ->
            handle
                .createQuery("SELECT type, content FROM picture WHERE id = :id")
                .bind("id", id)
                .map((row, _) ->
                    Reply.lasting(
                        row.getString("type"),
                        Base64.getDecoder().decode(row.getString("content"))))
                .findFirst())
        .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "there is no such picture"));
  }
}
