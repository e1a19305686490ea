package io.stackstate.stackpacks.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The types of settings nodes that the platform knows (topology sheet, section 5). Immutable. */
public final class Catalogue {
  private static final Catalogue DEFAULT =
      new Catalogue(
          ConfigFactory.parseResources(
                  Catalogue.class.getClassLoader(),
                  "io/stackstate/stackpacks/settings/catalogue.conf")
              .resolve());

  private final Map<String, NodeType> types = new TreeMap<>();

  private Catalogue(Config config) {
    for (String name : config.root().keySet()) {
      types.put(name, type(name, config.getConfig(ConfigUtil.joinPath(name))));
    }
  }

  public static Catalogue get() {
    return DEFAULT;
  }

  public Optional<NodeType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  public Collection<NodeType> types() {
    return List.copyOf(types.values());
  }

  /** The names of the types that stand on their own, in order. */
  public List<String> topLevel() {
    return types.values().stream().filter(type -> !type.part()).map(NodeType::name).toList();
  }

  /** The known type that is spelled most like {@code name}, when one is near. */
  public Optional<String> near(String name) {
    return types.keySet().stream()
        .filter(known -> Spelling.distance(known, name) <= Math.max(2, name.length() / 5))
        .min(java.util.Comparator.comparingInt(known -> Spelling.distance(known, name)));
  }

  private static NodeType type(String name, Config config) {
    Map<String, Field> fields = new TreeMap<>();
    config
        .getConfig("fields")
        .root()
        .forEach((key, value) -> fields.put(key, Field.parse(key, value.unwrapped().toString())));
    return new NodeType(
        name,
        config.hasPath("description") ? config.getString("description") : name,
        flag(config, "part"),
        flag(config, "open"),
        flag(config, "topology"),
        flag(config, "ofElement"),
        fields);
  }

  private static boolean flag(Config config, String key) {
    return config.hasPath(key) && config.getBoolean(key);
  }
}
