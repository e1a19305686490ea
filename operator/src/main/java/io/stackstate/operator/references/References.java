package io.stackstate.operator.references;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Secrets and ConfigMaps that resources refer to, wherever they come from: the API server, or
 * the folder of the resources. Implementations are thread-safe and answer at once.
 */
public interface References {
  /** There are none. */
  References NONE =
      new References() {
        @Override
        public Optional<Data> secret(String namespace, String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Data> configMap(String namespace, String name) {
          return Optional.empty();
        }
      };

  /** A Secret; empty when there is none of this name. */
  Optional<Data> secret(String namespace, String name);

  /** A ConfigMap; empty when there is none of this name. */
  Optional<Data> configMap(String namespace, String name);

  /**
   * What one of them holds.
   *
   * @param values by key, decoded
   * @param version changes when a value does, and tells nothing of it: it stands in a status
   */
  record Data(Map<String, byte[]> values, String version) {
    public Data {
      Map<String, byte[]> copy = new TreeMap<>();
      values.forEach((key, value) -> copy.put(key, value.clone()));
      values = copy;
    }

    /** The value of a key, as it is. */
    public Optional<byte[]> bytes(String key) {
      return Optional.ofNullable(values.get(key)).map(value -> Arrays.copyOf(value, value.length));
    }

    /** The value of a key as text in UTF-8, without a line end behind it. */
    public Optional<String> text(String key) {
      return Optional.ofNullable(values.get(key))
          .map(value -> new String(value, StandardCharsets.UTF_8))
          .map(String::stripTrailing);
    }

    /** Never the values. */
    @Override
    public String toString() {
      return "Data[" + values.keySet() + "]";
    }
  }
}
