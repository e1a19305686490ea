package io.stackstate.operator.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files of the source tree, read as YAML. */
final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();
  private static final Path ROOT = Path.of("..");

  private Yaml() {}

  /** All documents of a file. */
  static List<JsonNode> all(String file) {
    try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text(file))) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** A file of one document, which may be a list. */
  static JsonNode one(String file) {
    try {
      return MAPPER.readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** The document of this kind in a file. */
  static JsonNode of(String kind, String file) {
    return all(file).stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + file));
  }

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** The names of the files of a folder that end like this, sorted. */
  static List<String> names(String folder, String suffix) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      List<String> names = new ArrayList<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(folder, e);
    }
  }
}
