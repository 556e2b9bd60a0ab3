package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class JsonFramesTest {
  private final JsonFrames codec = new JsonFrames();

  private ServerFrame read(String text) throws FrameCodec.UnreadableFrame {
    byte[] bytes = (text.replace('\'', '"') + "rest of another").getBytes(UTF_8);
    return codec.read(bytes, bytes.length - "rest of another".length());
  }

  private String written(ClientFrame frame) {
    return new String(codec.write(frame), UTF_8);
  }

  @Test
  void answers_and_events_are_told_apart() throws FrameCodec.UnreadableFrame {
    assertThat(read("{'type':'ack','seq':7,'epoch':2,'version':58,'durable':false}"))
        .isEqualTo(new ServerFrame.Acked(7, new Ack(2, 58, false)));
    assertThat(read("{'type':'reject','seq':7,'code':'FORBIDDEN','message':'no'}"))
        .isEqualTo(new ServerFrame.Rejected(OptionalLong.of(7), "FORBIDDEN", "no"));
    assertThat(read("{'type':'reject','code':'FORBIDDEN','message':'no'}"))
        .isEqualTo(new ServerFrame.Rejected(OptionalLong.empty(), "FORBIDDEN", "no"));
    assertThat(read("{'type':'error','code':'BAD_REQUEST','message':'no'}"))
        .isEqualTo(new ServerFrame.Fault("BAD_REQUEST", "no"));
    assertThat(read("{'type':'moving'}")).isEqualTo(new ServerFrame.Other("moving"));
    assertThat(read("{'type':'message','from':'bob','payload':{'text':'hi'}}"))
        .isInstanceOfSatisfying(
            ServerFrame.Happened.class,
            happened -> {
              assertThat(happened.event().from()).isEqualTo("bob");
              assertThat(happened.event().payload().path("text").asString()).isEqualTo("hi");
            });
  }

  @Test
  void P5_a_resumed_join_brings_what_was_missed() throws FrameCodec.UnreadableFrame {
    ServerFrame.Joined joined =
        (ServerFrame.Joined)
            read(
                "{'type':'joined','payload':{'room':{'id':'r','kind':'lobby','name':'R'},'self':'ann',"
                    + "'session':'s','epoch':2,'version':57,'resumed':true,'now':5,"
                    + "'changes':{'all':{'a':null}},'enter':{'role:dm':{}},'leave':['cell:0,0'],"
                    + "'events':[{'type':'message','from':'bob','payload':{}}],'eventsLost':true}}");
    assertThat(joined.point()).isEqualTo(new ResumePoint("s", 2, 57));
    assertThat(joined.resumed()).isTrue();
    assertThat(joined.change().patches()).containsOnlyKeys("all");
    assertThat(joined.change().enter()).containsOnlyKeys("role:dm");
    assertThat(joined.change().leave()).containsExactly("cell:0,0");
    assertThat(joined.missed().events()).extracting(RoomEvent::type).containsExactly("message");
    assertThat(joined.missed().lost()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{'type':5}",
        "{'type':'joined'}",
        "{'type':'patch','epoch':1}",
        "{'type':'patch','epoch':1,'version':1.5}",
        "{'type':'patch','epoch':1,'version':2,'changes':[]}",
        "{'type':'patch','epoch':1,'version':2,'changes':{'all':5}}",
        "{'type':'patch','epoch':1,'version':2,'leave':[5]}",
        "{'type':'ack','epoch':1,'version':2}",
        "{'type':'joined','payload':{'room':{'id':'r','kind':'k'},'self':'a','session':'s','epoch':1,"
            + "'version':2}}",
      })
  void a_text_that_is_not_a_frame_is_unreadable(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(FrameCodec.UnreadableFrame.class);
  }

  @Test
  void P3_P12_frames_are_written_without_what_they_do_not_say() {
    assertThat(written(ClientFrame.Join.PLAIN)).isEqualTo("{\"type\":\"join\",\"payload\":{}}");
    assertThat(written(new ClientFrame.Join("Ann", "p", new ResumePoint("s", 1, 2))))
        .isEqualTo(
            "{\"type\":\"join\",\"payload\":{\"name\":\"Ann\",\"passphrase\":\"p\",\"resume\":"
                + "{\"session\":\"s\",\"epoch\":1,\"version\":2}}}");
    ObjectNode payload = JsonFrames.JSON.createObjectNode().put("x", 1);
    assertThat(written(new ClientFrame.Command("move", OptionalLong.empty(), payload)))
        .isEqualTo("{\"type\":\"move\",\"payload\":{\"x\":1}}");
    assertThat(written(new ClientFrame.Command("board", OptionalLong.of(7), payload)))
        .isEqualTo("{\"type\":\"board\",\"seq\":7,\"payload\":{\"x\":1}}");
    assertThat(written(new ClientFrame.Ping(3)))
        .isEqualTo("{\"type\":\"ping\",\"payload\":{\"t\":3}}");
    assertThat(written(new ClientFrame.Auth("j")))
        .isEqualTo("{\"type\":\"auth\",\"payload\":{\"token\":\"j\"}}");
  }

  @Test
  void a_codec_is_chosen_by_the_subprotocol_that_the_server_selected() {
    assertThat(FrameCodec.of("roomkeeper.v1.json", new HeldLayers()))
        .isInstanceOf(JsonFrames.class);
    assertThat(FrameCodec.SUBPROTOCOLS).contains("roomkeeper.v1.json");
    assertThatThrownBy(() -> FrameCodec.of("", new HeldLayers()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void P18_a_token_is_renewed_a_minute_or_a_fifth_of_its_life_before_its_end() {
    assertThat(TokenTimes.of(jwt("{\"iat\":1000,\"exp\":4600}")).renewAtMillis())
        .hasValue(4_540_000);
    assertThat(TokenTimes.of(jwt("{\"iat\":1000,\"exp\":1010}")).renewAtMillis())
        .hasValue(1_008_000);
    assertThat(TokenTimes.of(jwt("{\"exp\":1010}")).renewAtMillis()).hasValue(950_000);
    assertThat(TokenTimes.of(jwt("{}")).renewAtMillis()).isEmpty();
    assertThat(TokenTimes.of("no token").renewAtMillis()).isEmpty();
    assertThat(TokenTimes.of("a.!.c").renewAtMillis()).isEmpty();
  }

  private static String jwt(String claims) {
    return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".x";
  }
}
