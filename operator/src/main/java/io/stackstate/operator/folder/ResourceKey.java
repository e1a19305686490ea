package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** What identifies a resource within a folder. */
record ResourceKey(String plural, String namespace, String name)
    implements Comparable<ResourceKey> {
  private static final Comparator<ResourceKey> ORDER =
      Comparator.comparing(ResourceKey::plural)
          .thenComparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::name);

  static ResourceKey of(String plural, JsonNode resource) {
    JsonNode metadata = resource.path("metadata");
    return new ResourceKey(
        plural, metadata.path("namespace").asText(), metadata.path("name").asText());
  }

  @Override
  public int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  /** As people read it: {@code integrations default/shop}. */
  @Override
  public String toString() {
    return plural + " " + namespace + "/" + name;
  }
}
