package io.stackstate.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Writes exactly one JSON value; called once, on a thread that may block. */
@FunctionalInterface
public interface JsonBody {
  void write(JsonGenerator out) throws IOException;

  /**
   * What a body is written with. Jackson's own encoder refuses half a surrogate pair, which would
   * break an answer off because of one bad character in one element; here it becomes a question
   * mark.
   */
  static JsonGenerator generator(OutputStream bytes) throws IOException {
    return Json.mapper().createGenerator(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
  }
}
