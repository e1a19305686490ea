package io.stackstate.stackpacks.archive;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Fields of a manifest; what is wrong with one is noted with its line, and reading goes on. */
final class ConfigFields {
  private final Config config;
  private final List<String> problems;

  ConfigFields(Config config, List<String> problems) {
    this.config = config;
    this.problems = problems;
  }

  void problem(String field, String message) {
    ConfigValue value = config.root().get(field);
    int line = value == null ? config.root().origin().lineNumber() : value.origin().lineNumber();
    problems.add(
        ManifestReader.FILE + (line > 0 ? ", line " + line : "") + ": " + field + ": " + message);
  }

  String required(String field) {
    String text = text(field, null);
    if (text == null || text.isBlank()) {
      problem(field, "missing, expected a text");
    }
    return text;
  }

  String text(String field, String otherwise) {
    ConfigValue value = value(field);
    if (value == null) {
      return otherwise;
    }
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      problem(field, "found " + kind(value) + ", expected a text");
      return otherwise;
    }
    return value.unwrapped().toString();
  }

  boolean flag(String field) {
    String text = text(field, "false").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> {
        problem(field, "found \"" + text + "\", expected true or false");
        yield false;
      }
    };
  }

  <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
    String text = text(field, null);
    if (text == null) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    problem(field, "found \"" + text + "\", expected one of " + names(type));
    return otherwise;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (ConfigValue item : items(field)) {
      texts.add(item.unwrapped().toString());
    }
    return texts;
  }

  List<ConfigFields> list(String field) {
    List<ConfigFields> objects = new ArrayList<>();
    for (ConfigValue item : items(field)) {
      if (item instanceof ConfigObject object) {
        objects.add(new ConfigFields(object.toConfig(), problems));
      } else {
        problem(field, "found " + kind(item) + ", expected a list of objects");
      }
    }
    return objects;
  }

  boolean isObject(String field) {
    return value(field) instanceof ConfigObject;
  }

  /** The fields of a nested object; none when it is missing. */
  ConfigFields child(String field) {
    ConfigValue value = value(field);
    if (value instanceof ConfigObject object) {
      return new ConfigFields(object.toConfig(), problems);
    }
    if (value != null) {
      problem(field, "found " + kind(value) + ", expected an object");
    }
    return new ConfigFields(ConfigFactory.empty(), problems);
  }

  Map<String, String> map(String field) {
    Map<String, String> map = new LinkedHashMap<>();
    Config nested = child(field).config;
    new TreeMap<>(nested.root())
        .forEach((name, value) -> map.put(name, String.valueOf(value.unwrapped())));
    return map;
  }

  private Iterable<ConfigValue> items(String field) {
    ConfigValue value = value(field);
    if (value instanceof ConfigList list) {
      return list;
    }
    if (value != null) {
      problem(field, "found " + kind(value) + ", expected a list");
    }
    return List.of();
  }

  private ConfigValue value(String field) {
    ConfigValue value = config.root().get(field);
    return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
  }

  private static String kind(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      default -> "\"" + value.unwrapped() + "\"";
    };
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return String.join(
        ", ", java.util.Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }
}
