package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.operator.references.References;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets and ConfigMaps that stand in the folder, in memory only: none of them gets into the state
 * file. Their versions are hashes with a key, so that they can stand in a status. Thread-safe.
 */
final class FolderReferences implements References {
  static final String SECRET = "Secret";
  static final String CONFIG_MAP = "ConfigMap";
  private static final int SHOWN_DIGITS = 16;

  private final Supplier<String> key;
  private volatile Map<Name, Data> present = Map.of();

  /** Of one of them, within the folder. */
  record Name(String kind, String namespace, String name) {}

  /**
   * @param key known to nobody else; another one makes every version another one
   */
  FolderReferences(Supplier<String> key) {
    this.key = key;
  }

  /**
   * @param documents as the files have them, valid
   * @return true when something is not as before
   */
  boolean replace(Map<Name, JsonNode> documents) {
    Map<Name, Data> next = new HashMap<>();
    documents.forEach((name, document) -> next.put(name, data(document)));
    boolean changed = !versions(next).equals(versions(present));
    present = Map.copyOf(next);
    return changed;
  }

  private static Map<Name, String> versions(Map<Name, Data> all) {
    Map<Name, String> versions = new HashMap<>();
    all.forEach((name, data) -> versions.put(name, data.version()));
    return versions;
  }

  @Override
  public Optional<Data> secret(String namespace, String name) {
    return Optional.ofNullable(present.get(new Name(SECRET, namespace, name)));
  }

  @Override
  public Optional<Data> configMap(String namespace, String name) {
    return Optional.ofNullable(present.get(new Name(CONFIG_MAP, namespace, name)));
  }

  private Data data(JsonNode document) {
    Map<String, byte[]> values = values(document);
    return new Data(values, version(values));
  }

  /**
   * The values of a document, decoded.
   *
   * @throws IllegalArgumentException naming the key whose value is no base64
   */
  static Map<String, byte[]> values(JsonNode document) {
    boolean secret = document.path("kind").asText().equals(SECRET);
    Map<String, byte[]> values = new TreeMap<>();
    decode(values, document, secret ? "data" : "binaryData");
    for (Map.Entry<String, JsonNode> entry :
        document.path(secret ? "stringData" : "data").properties()) {
      values.put(entry.getKey(), entry.getValue().asText().getBytes(StandardCharsets.UTF_8));
    }
    return values;
  }

  private static void decode(Map<String, byte[]> values, JsonNode document, String field) {
    for (Map.Entry<String, JsonNode> entry : document.path(field).properties()) {
      try {
        values.put(
            entry.getKey(),
            Base64.getDecoder().decode(entry.getValue().asText().replaceAll("\\s", "")));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            field + "." + entry.getKey() + ": expected text in base64");
      }
    }
  }

  private String version(Map<String, byte[]> values) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.get().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      values.forEach(
          (name, value) -> {
            mac.update(
                (name.length() + ":" + name + value.length + ":").getBytes(StandardCharsets.UTF_8));
            mac.update(value);
          });
      return HexFormat.of().formatHex(mac.doFinal()).substring(0, SHOWN_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
