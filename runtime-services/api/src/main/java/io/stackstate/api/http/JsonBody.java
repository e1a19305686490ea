package io.stackstate.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes exactly one JSON value; called once, on a thread that may block. */
@FunctionalInterface
public interface JsonBody {
  void write(JsonGenerator out) throws IOException;
}
