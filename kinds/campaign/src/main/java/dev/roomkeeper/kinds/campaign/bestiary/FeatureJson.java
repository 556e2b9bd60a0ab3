package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature as JSON with short keys; what is nothing is left out. */
final class FeatureJson {
  private FeatureJson() {}

  static JsonObject write(Feature feature) {
    JsonObject json =
        outcome(JsonObject.EMPTY, feature.hit())
            .with("n", feature.name())
            .with("k", feature.kind().key());
    if (feature.cost() != 1) {
      json = json.with("c", (long) feature.cost());
    }
    if (feature.uses() != null) {
      json = json.with("u", uses(feature.uses()));
    }
    Feature.Attack attack = feature.attack();
    if (attack != null) {
      json = json.with("to", (long) attack.toHit());
      json = withNumber(json, "re", attack.reachFeet());
      if (attack.rangeFeet() > 0) {
        json = json.with("ra", numbers(attack.rangeFeet(), attack.rangeLongFeet()));
      }
    }
    if (!feature.saves().isEmpty()) {
      json =
          json.with(
              "sv", new Json.Arr(feature.saves().stream().<Json>map(FeatureJson::save).toList()));
    }
    return json;
  }

  private static String uses(Feature.Uses uses) {
    return switch (uses.refill()) {
      case Refill.Recharge(int from) -> "r" + from;
      case Refill.ShortRest _ -> "s" + uses.count();
      case Refill.LongRest _, Refill.OwnTurn _, Refill.HitDice _, Refill.Never _ ->
          uses.countInLair() == uses.count()
              ? "d" + uses.count()
              : "d" + uses.count() + "/" + uses.countInLair();
    };
  }

  private static JsonObject save(Save save) {
    JsonObject json =
        outcome(JsonObject.EMPTY, save.failure())
            .with("a", save.ability().shortKey())
            .with("dc", (long) save.dc());
    Save.Area area = save.area();
    if (area != null) {
      String width = area.width() > 0 ? "x" + area.width() : "";
      json = json.with("ar", area.shape().key() + " " + area.feet() + width);
    }
    json = save.halves() ? json.with("h", true) : json;
    return save.repeats() ? json.with("rp", true) : json;
  }

  private static JsonObject outcome(JsonObject json, Outcome outcome) {
    for (Harm.Role role : Harm.Role.values()) {
      List<Json> harms = new ArrayList<>();
      for (Harm harm : outcome.harms()) {
        if (harm.role() == role) {
          harms.add(Json.of(harm.roll() + " " + types(harm.types())));
        }
      }
      json = harms.isEmpty() ? json : json.with(role.key(), new Json.Arr(harms));
    }
    if (!outcome.conditions().isEmpty()) {
      json =
          json.with(
              "co",
              new Json.Arr(
                  outcome.conditions().stream().map(each -> Json.of(each.key())).toList()));
    }
    json = outcome.lasts().isEmpty() ? json : json.with("la", outcome.lasts());
    return withNumber(json, "es", outcome.escapeDc());
  }

  private static String types(List<DamageType> types) {
    List<String> keys = new ArrayList<>();
    types.forEach(type -> keys.add(type.key()));
    return String.join("/", keys);
  }

  static JsonObject withNumber(JsonObject json, String key, int value) {
    return value == 0 ? json : json.with(key, (long) value);
  }

  static Json numbers(int... values) {
    List<Json> numbers = new ArrayList<>();
    for (int value : values) {
      numbers.add(Json.of((long) value));
    }
    return new Json.Arr(numbers);
  }

  static Feature read(JsonObject json) {
    Feature.Kind kind = Feature.Kind.of(text(json, "k"));
    return new Feature(
        text(json, "n"),
        kind == null ? Feature.Kind.ACTION : kind,
        (int) json.number("c", 1),
        json.text("u") == null ? null : readUses(text(json, "u")),
        json.has("to") ? readAttack(json) : null,
        readOutcome(json),
        objects(json, "sv").stream().map(FeatureJson::readSave).toList());
  }

  private static Feature.Attack readAttack(JsonObject json) {
    List<Integer> range = numbers(json, "ra");
    return new Feature.Attack(
        (int) json.number("to", 0),
        (int) json.number("re", 0),
        range.isEmpty() ? 0 : range.get(0),
        range.size() < 2 ? 0 : range.get(1));
  }

  private static Feature.Uses readUses(String text) {
    int slash = text.indexOf('/');
    int count = Integer.parseInt(slash < 0 ? text.substring(1) : text.substring(1, slash));
    int inLair = slash < 0 ? count : Integer.parseInt(text.substring(slash + 1));
    return switch (text.charAt(0)) {
      case 'r' -> new Feature.Uses(1, 1, new Refill.Recharge(count));
      case 's' -> new Feature.Uses(count, count, new Refill.ShortRest());
      default -> new Feature.Uses(count, inLair, new Refill.LongRest());
    };
  }

  private static Save readSave(JsonObject json) {
    return new Save(
        readAbility(text(json, "a")),
        (int) json.number("dc", 0),
        json.text("ar") == null ? null : readArea(text(json, "ar")),
        readOutcome(json),
        json.isTrue("h"),
        json.isTrue("rp"));
  }

  static Ability readAbility(String name) {
    Ability ability = Ability.of(name);
    if (ability == null) {
      throw new IllegalArgumentException("there is no ability of that name");
    }
    return ability;
  }

  private static Save.@Nullable Area readArea(String text) {
    int space = text.indexOf(' ');
    int x = text.indexOf('x', space);
    Save.Shape shape = Save.Shape.of(space < 0 ? "" : text.substring(0, space));
    return shape == null
        ? null
        : new Save.Area(
            shape,
            Integer.parseInt(x < 0 ? text.substring(space + 1) : text.substring(space + 1, x)),
            x < 0 ? 0 : Integer.parseInt(text.substring(x + 1)));
  }

  private static Outcome readOutcome(JsonObject json) {
    List<Harm> harms = new ArrayList<>();
    for (Harm.Role role : Harm.Role.values()) {
      for (String harm : texts(json, role.key())) {
        harms.add(readHarm(role, harm));
      }
    }
    List<Condition> conditions = new ArrayList<>();
    for (String name : texts(json, "co")) {
      Condition condition = Condition.of(name);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return new Outcome(harms, conditions, text(json, "la"), (int) json.number("es", 0));
  }

  private static Harm readHarm(Harm.Role role, String text) {
    int space = text.indexOf(' ');
    List<DamageType> types = new ArrayList<>();
    int from = space + 1;
    while (from > 0 && from <= text.length()) {
      int slash = text.indexOf('/', from);
      DamageType type = DamageType.of(text.substring(from, slash < 0 ? text.length() : slash));
      types.add(type == null ? DamageType.UNTYPED : type);
      from = slash + 1;
    }
    return new Harm(role, Roll.of(space < 0 ? text : text.substring(0, space)), types);
  }

  static String text(JsonObject json, String key) {
    String value = json.text(key);
    return value == null ? "" : value;
  }

  static List<String> texts(JsonObject json, String key) {
    List<String> texts = new ArrayList<>();
    if (json.get(key) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Text(String value)) {
          texts.add(value);
        }
      }
    }
    return texts;
  }

  static List<Integer> numbers(JsonObject json, String key) {
    List<Integer> numbers = new ArrayList<>();
    if (json.get(key) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Num(double value)) {
          numbers.add((int) value);
        }
      }
    }
    return numbers;
  }

  static List<JsonObject> objects(JsonObject json, String key) {
    List<JsonObject> objects = new ArrayList<>();
    if (json.get(key) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof JsonObject object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }
}
