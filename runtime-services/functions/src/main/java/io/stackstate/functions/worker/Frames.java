package io.stackstate.functions.worker;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.stackstate.model.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * JSON objects, each behind its length in four bytes. A frame has at most {@value #MAX_LENGTH}
 * bytes.
 */
final class Frames {
  static final int MAX_LENGTH = 32 * 1024 * 1024;
  private static final ObjectReader OBJECT =
      Json.mapper().readerFor(new TypeReference<Map<String, Object>>() {});

  private Frames() {}

  /** Something is longer than a frame may be; nothing of it was written. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;

    TooLongException(int found) {
      super("a value of %d bytes, at most %d are allowed".formatted(found, MAX_LENGTH));
    }
  }

  /** Empty at the end of the stream. */
  static Optional<Map<String, Object>> read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("found a frame of %d bytes, at most %d".formatted(length, MAX_LENGTH));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Optional.of(OBJECT.readValue(bytes));
  }

  static void write(OutputStream stream, Map<String, Object> object) throws IOException {
    byte[] bytes = Json.mapper().writeValueAsBytes(object);
    if (bytes.length > MAX_LENGTH) {
      throw new TooLongException(bytes.length);
    }
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
