package dev.roomkeeper.server.kit;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as tests write it: {@code {type:'join'}} is read as well. */
public final class Js {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .build();

  private Js() {}

  public static ObjectNode object(String text) {
    return (ObjectNode) MAPPER.readTree(text);
  }

  public static ObjectNode object(byte[] utf8) {
    return object(new String(utf8, StandardCharsets.UTF_8));
  }

  public static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /** RFC 7396, as its section 2 has it. */
  public static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(entry -> {
          String key = entry.getKey();
          JsonNode value = entry.getValue();
          if (value.isNull()) {
            target.remove(key);
          } else if (value.isObject()) {
            ObjectNode inner =
                target.get(key) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
            target.set(key, inner);
            merge(inner, value);
          } else {
            target.set(key, value);
          }
        });
  }
}
