package io.stackstate.automation.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bodies as they are committed; {@code -Dgolden.commit=true} writes them. */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  public static void check(String name, JsonNode body) {
    Path file = FOLDER.resolve(name + ".json");
    try {
      if (Boolean.getBoolean("golden.commit")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, body.toPrettyString() + "\n");
      }
      assertThat(Json.mapper().readTree(body.toString()))
          .as(name)
          .isEqualTo(Json.mapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
