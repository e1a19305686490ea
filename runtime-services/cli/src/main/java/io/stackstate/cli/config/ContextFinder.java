package io.stackstate.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the context of a command: flags win over environment, environment over the file. The file
 * is that of {@code --config}, else of {@code STACKSTATE_CONFIG}, else {@code cli.yaml} in the data
 * directory of {@code stackstate up}; its format is that of the genuine command line (REST sheet,
 * section 9.1).
 *
 * @param env the environment
 */
public record ContextFinder(Flags flags, Map<String, String> env) {

  /** What the command line says; null where it says nothing. */
  public record Flags(
      Path config,
      Path dataDir,
      String context,
      String url,
      String token,
      String receiverUrl,
      String receiverKey) {}

  /**
   * @throws CliException when there is no server to talk to
   */
  public Context find() {
    Path file = file();
    boolean named = flags.config() != null || has("STACKSTATE_CONFIG");
    JsonNode values = MissingNode.getInstance();
    if (Files.exists(file)) {
      values = context(file);
    } else if (named || url(values).isEmpty() && flags.receiverUrl() == null) {
      throw failure(
          "%s does not exist; start the platform with: stackstate up (or give --url and --token)",
          file);
    }
    String url = url(values).or(() -> Optional.ofNullable(flags.receiverUrl())).orElse(null);
    if (url == null || !url.matches("https?://.+")) {
      throw failure(
          "%s: url: found %s, expected one that starts with http:// or https://", file, url);
    }
    return new Context(
        trimmed(url),
        token(values),
        path(values, "api-path", "/api"),
        path(values, "admin-api-path", "/admin"),
        first(flags.receiverUrl(), text(values, "receiver-url").orElse(null)).map(this::trimmed),
        first(flags.receiverKey(), text(values, "receiver-key").orElse(null)));
  }

  private Path file() {
    if (flags.config() != null) {
      return flags.config();
    }
    if (has("STACKSTATE_CONFIG")) {
      return Path.of(env.get("STACKSTATE_CONFIG"));
    }
    Path data = flags.dataDir();
    if (data == null) {
      data = Path.of(has("STACKSTATE_DATA_DIR") ? env.get("STACKSTATE_DATA_DIR") : "data");
    }
    return data.resolve("cli.yaml");
  }

  private Optional<String> url(JsonNode values) {
    return first(flags.url(), env.get("STACKSTATE_URL"), text(values, "url").orElse(null));
  }

  private Optional<String> token(JsonNode values) {
    return first(
        flags.token(),
        env.get("STACKSTATE_TOKEN"),
        text(values, "service-token").orElse(null),
        text(values, "api-token").orElse(null));
  }

  private JsonNode context(Path file) {
    JsonNode tree = read(file);
    if (!tree.has("contexts")) {
      return tree;
    }
    String current = tree.path("current-context").asText("default");
    String wanted = first(flags.context()).orElse(current);
    List<String> names = new ArrayList<>();
    for (JsonNode entry : tree.get("contexts")) {
      names.add(entry.path("name").asText());
      if (entry.path("name").asText().equals(wanted)) {
        return entry.path("context");
      }
    }
    throw failure("%s: found no context \"%s\", expected one of %s", file, wanted, names);
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      // The parser's own text would show the lines around it, and with them a token.
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw failure("%s: line %s is not YAML", file, line);
    } catch (IOException e) {
      throw failure("%s cannot be read: %s", file, e);
    }
  }

  private boolean has(String variable) {
    return !env.getOrDefault(variable, "").isBlank();
  }

  private static Optional<String> first(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(JsonNode values, String field) {
    return values.hasNonNull(field) ? Optional.of(values.get(field).asText()) : Optional.empty();
  }

  private static String path(JsonNode values, String field, String otherwise) {
    return "/" + text(values, field).orElse(otherwise).replaceAll("^/+|/+$", "");
  }

  private String trimmed(String url) {
    return url.replaceAll("/+$", "");
  }

  private static CliException failure(String format, Object... arguments) {
    return new CliException(ExitCode.CONFIG, format.formatted(arguments));
  }
}
