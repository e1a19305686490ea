package io.stackstate.api.auth;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.stackstate.stql.Query;
import io.stackstate.stql.StqlParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code stackstate.api.tokens}: an entry is a token with all rights, or an object with the
 * token, its name, and what it may do; {@code stackstate.api.bootstrapToken}, which may do all, and
 * {@code guestToken}, which may do what {@link Role#GUEST} may. Mistakes are {@link
 * ConfigException}s of one line that name the entry and never show a token.
 */
public final class ServiceTokens {
  private static final String PATH = "stackstate.api.tokens";
  private static final String BOOTSTRAP = "stackstate.api.bootstrapToken";
  private static final String GUEST = "stackstate.api.guestToken";
  private static final Set<String> KEYS = Set.of("token", "name", "scopes", "permissions");

  private ServiceTokens() {}

  /**
   * @param root with the section {@code stackstate.api}
   */
  public static List<ServiceToken> read(Config root) {
    List<ServiceToken> tokens = new ArrayList<>();
    Set<String> secrets = new HashSet<>();
    ConfigList entries = root.getList(PATH);
    for (int i = 0; i < entries.size(); i++) {
      ServiceToken token = read(entries.get(i), PATH + "[" + i + "]");
      if (!secrets.add(token.token())) {
        throw wrong(entries.get(i), PATH + "[" + i + "]", "its token is that of another entry");
      }
      tokens.add(token);
    }
    single(root, BOOTSTRAP)
        .filter(secrets::add)
        .ifPresent(text -> tokens.add(new ServiceToken(text, Caller.unrestricted("bootstrap"))));
    Caller guest = new Caller("guest", Role.GUEST.permissions(), List.of());
    single(root, GUEST)
        .filter(secrets::add)
        .ifPresent(text -> tokens.add(new ServiceToken(text, guest)));
    return List.copyOf(tokens);
  }

  private static Optional<String> single(Config root, String path) {
    return Optional.of(root.hasPath(path) ? root.getString(path).strip() : "")
        .filter(text -> !text.isEmpty());
  }

  /** The secrets of those that may do everything, in their order. */
  public static List<String> unrestricted(List<ServiceToken> tokens) {
    return tokens.stream()
        .filter(token -> token.caller().isUnrestricted())
        .map(ServiceToken::token)
        .toList();
  }

  private static ServiceToken read(ConfigValue entry, String path) {
    if (entry.valueType() == ConfigValueType.STRING) {
      return ServiceToken.unrestricted(secret(entry, path));
    }
    if (!(entry instanceof ConfigObject fields)) {
      throw wrong(entry, path, "expected a string or an object");
    }
    for (String key : fields.keySet()) {
      if (!KEYS.contains(key)) {
        String known = KEYS.stream().sorted().collect(Collectors.joining(", "));
        throw wrong(entry, path, "found the key " + key + ", expected some of " + known);
      }
    }
    String token = secret(required(fields, "token", path), path + ".token");
    String name = text(required(fields, "name", path), path + ".name");
    List<Query> scopes = scopes(fields, path + ".scopes");
    Set<Permission> permissions = permissions(fields, path + ".permissions");
    if (fields.containsKey("scopes")) {
      // Whatever else was granted would answer about what lies outside of the scope.
      permissions.retainAll(Permission.scoped());
    }
    return new ServiceToken(token, new Caller(name, permissions, scopes));
  }

  private static String secret(ConfigValue value, String path) {
    String token = text(value, path).strip();
    if (token.isEmpty()) {
      throw wrong(value, path, "found nothing, expected a token");
    }
    return token;
  }

  private static ConfigValue required(Map<String, ConfigValue> fields, String key, String path) {
    ConfigValue value = fields.get(key);
    if (value == null) {
      throw wrong((ConfigObject) fields, path, "found no " + key + ", expected one");
    }
    return value;
  }

  private static List<Query> scopes(ConfigObject fields, String path) {
    List<Query> scopes = new ArrayList<>();
    ConfigValue value = fields.get("scopes");
    List<String> texts = texts(value, path);
    if (value != null && texts.isEmpty()) {
      throw wrong(value, path, "found none, expected a query, or no scopes at all");
    }
    for (String text : texts) {
      try {
        scopes.add(scope(value, path, text));
      } catch (StqlParseException e) {
        throw wrong(value, path, "found \"" + text + "\": " + e.getMessage());
      }
    }
    return scopes;
  }

  private static Query scope(ConfigValue value, String path, String text)
      throws StqlParseException {
    if (text.isBlank()) {
      throw wrong(value, path, "found a blank query, expected one that selects something");
    }
    return Query.parseScope(text);
  }

  private static Set<Permission> permissions(ConfigObject fields, String path) {
    ConfigValue value = fields.get("permissions");
    if (value == null) {
      return EnumSet.allOf(Permission.class);
    }
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (String text : texts(value, path)) {
      permissions.add(
          Permission.named(text)
              .orElseThrow(
                  () ->
                      wrong(value, path, "found " + text + ", expected some of " + permissions())));
    }
    return permissions;
  }

  private static String permissions() {
    return Permission.all().stream().map(Permission::text).collect(Collectors.joining(", "));
  }

  private static List<String> texts(ConfigValue value, String path) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ConfigList list)) {
      throw wrong(value, path, "expected a list of strings");
    }
    return list.stream().map(item -> text(item, path)).toList();
  }

  private static String text(ConfigValue value, String path) {
    if (value.valueType() != ConfigValueType.STRING) {
      throw wrong(value, path, "expected a string");
    }
    return (String) value.unwrapped();
  }

  private static ConfigException wrong(ConfigValue value, String path, String problem) {
    return new ConfigException.BadValue(
        value.origin(), path, problem.lines().collect(Collectors.joining(" ")));
  }
}
