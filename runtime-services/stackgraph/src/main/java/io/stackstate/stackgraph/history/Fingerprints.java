package io.stackstate.stackgraph.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What elements, problems and global identifiers are indexed by: 32 bits, so different ones may
 * share a fingerprint, which costs the reader a look into a piece that has nothing for it.
 */
final class Fingerprints {
  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final long TEXT_SEED = 0x5851F42D4C957F2DL;

  private Fingerprints() {}

  static int of(long elementId) {
    return (int) (mix(elementId) >>> 32);
  }

  static int of(String identifier) {
    long hash = TEXT_SEED;
    for (int i = 0; i < identifier.length(); i++) {
      hash = (hash ^ identifier.charAt(i)) * ODD;
    }
    return (int) (mix(hash) >>> 32);
  }

  /** The fingerprints of all that commits say something about; of some more than once. */
  static void forEach(List<Commit> commits, IntConsumer visitor) {
    for (Commit commit : commits) {
      commit.changes().forEach(change -> forEach(change, visitor));
    }
  }

  private static void forEach(Change change, IntConsumer visitor) {
    visitor.accept(of(change.key().id()));
    if (change.key().aspect() == Aspect.COMPONENT && !change.isDelete()) {
      identifiers(change.value()).forEach(identifier -> visitor.accept(of(identifier)));
    }
  }

  /** The global identifiers in a component's record. */
  static List<String> identifiers(byte[] record) {
    try (JsonParser json = Json.mapper().getFactory().createParser(record)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("identifiers") && value == JsonToken.START_ARRAY) {
          return strings(json);
        }
        json.skipChildren();
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the history holds a record that cannot be read", e);
    }
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> strings = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      strings.add(json.getText());
    }
    return strings;
  }

  private static long mix(long value) {
    long hash = (value ^ value >>> 32) * ODD;
    return (hash ^ hash >>> 29) * ODD;
  }
}
