package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON from text, as a server reads it; a null is left out. */
public final class TextJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TextJson() {}

  public static Json parse(String text) {
    try {
      return convert(MAPPER.readTree(text));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private static Json convert(JsonNode node) {
    if (node.isObject()) {
      Map<String, Json> members = new TreeMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!member.getValue().isNull()) {
          members.put(member.getKey(), convert(member.getValue()));
        }
      }
      return JsonObject.of(members);
    }
    if (node.isArray()) {
      List<Json> items = new ArrayList<>();
      node.forEach(item -> items.add(convert(item)));
      return new Json.Arr(items);
    }
    if (node.isString()) {
      return Json.of(node.stringValue());
    }
    if (node.isBoolean()) {
      return Json.of(node.booleanValue());
    }
    return node.isNumber() ? Json.of(node.doubleValue()) : Json.Null.NULL;
  }
}
