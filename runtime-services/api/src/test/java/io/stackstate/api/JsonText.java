package io.stackstate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.http.JsonBody;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What a writer writes, and the golden files that it is compared with. */
public final class JsonText {
  private JsonText() {}

  public static String of(JsonBody body) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Json.mapper().createGenerator(text)) {
      body.write(out);
    }
    return text.toString();
  }

  /** Indented, every field in the order in which it was written. */
  public static String pretty(JsonBody body) throws IOException {
    return Json.mapper().readTree(of(body)).toPrettyString() + "\n";
  }

  public static String golden(Class<?> test, String name) throws IOException {
    try (InputStream in = test.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
