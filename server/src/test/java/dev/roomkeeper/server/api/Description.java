package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.Wire;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/openapi.json} as a server gives it, held against what it answers. */
final class Description {
  final ObjectNode json;

  private Description(ObjectNode json) {
    this.json = json;
  }

  static Description of(TestServer server) {
    return new Description(Js.object(server.get("/api/openapi.json", null).body()));
  }

  /** As "GET /path". */
  Set<String> operations() {
    return operations(_ -> true);
  }

  Set<String> operations(Predicate<JsonNode> which) {
    Set<String> operations = new TreeSet<>();
    for (var path : json.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (which.test(method.getValue())) {
          operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  /** As "GET /path 200", but those of these statuses, or named whole. */
  Set<String> answers(Predicate<JsonNode> which, Set<String> except) {
    Set<String> answers = new TreeSet<>();
    for (String operation : operations(which)) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path = operation.substring(operation.indexOf(' ') + 1);
      for (String status : responses(path, method).propertyNames()) {
        String answer = operation + " " + status;
        if (!except.contains(status) && !except.contains(answer)) {
          answers.add(answer);
        }
      }
    }
    return answers;
  }

  private JsonNode responses(String path, String method) {
    return json.path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
  }

  String check(String path, String method, HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return check(path, method, response.statusCode(), type, response.body());
  }

  String checkHead(String path, Wire.Head head) {
    String type = head.headers().getOrDefault("content-type", "");
    return check(path, "GET", head.status(), type, head.body());
  }

  private String check(String path, String method, int status, String type, String body) {
    String what = method + " " + path + " " + status;
    JsonNode response = responses(path, method).path(Integer.toString(status));
    assertThat(response.isObject()).as(what + " is described").isTrue();
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(body).as(what).isEmpty();
      return what;
    }
    String bare = type.split(";", -1)[0];
    assertThat(content.propertyNames()).as(what).containsExactly(bare);
    JsonNode schema = content.path(bare).path("schema");
    JsonNode value =
        bare.endsWith("json") ? Js.object(body) : Js.empty().put("text", body).path("text");
    List<String> faults = new ArrayList<>();
    validate(what, schema, value, faults);
    assertThat(faults).isEmpty();
    return what;
  }

  /** As much of JSON Schema as the description uses; a keyword it doesn't know is a fault. */
  private void validate(String where, JsonNode given, JsonNode value, List<String> faults) {
    JsonNode schema =
        given.has("$ref") ? json.at(given.path("$ref").asString().substring(1)) : given;
    for (var keyword : schema.properties()) {
      JsonNode wanted = keyword.getValue();
      boolean holds =
          switch (keyword.getKey()) {
            case "type" ->
                wanted.isArray()
                    ? texts(wanted).stream().anyMatch(type -> isOf(type, value))
                    : isOf(wanted.asString(), value);
            case "const" -> wanted.equals(value);
            case "enum" ->
                StreamSupport.stream(wanted.spliterator(), false).anyMatch(value::equals);
            case "minimum" -> value.asLong() >= wanted.asLong();
            case "maximum" -> value.asLong() <= wanted.asLong();
            case "maxLength" -> value.asString().length() <= wanted.asInt();
            case "maxItems" -> value.size() <= wanted.asInt();
            case "required" -> texts(wanted).stream().allMatch(value::has);
            case "additionalProperties" ->
                schema.path("properties").propertyNames().containsAll(value.propertyNames());
            case "properties" -> {
              for (var property : wanted.properties()) {
                if (value.has(property.getKey())) {
                  validate(
                      where + "." + property.getKey(),
                      property.getValue(),
                      value.path(property.getKey()),
                      faults);
                }
              }
              yield true;
            }
            case "items" -> {
              value.forEach(item -> validate(where + "[]", wanted, item, faults));
              yield true;
            }
            case "description", "default" -> true;
            default -> false;
          };
      if (!holds) {
        faults.add(where + " is not " + keyword + ": " + value);
      }
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
