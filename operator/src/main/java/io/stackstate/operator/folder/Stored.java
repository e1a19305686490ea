package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * A resource as an API server would keep it: with uid, creation time, generation and status.
 *
 * @param resource whole; never changed in place
 * @param source the file it was last declared in
 */
record Stored(ResourceKind<?> kind, JsonNode resource, String source) {
  private static final String FINALIZER = "stackstate.io/remote-object";

  static Stored create(Declared declared, Instant now) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource.put("apiVersion", declared.kind().apiVersion());
    resource.put("kind", declared.kind().kind());
    ObjectNode metadata = resource.putObject("metadata");
    metadata.put("name", declared.key().name());
    metadata.put("namespace", declared.key().namespace());
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("generation", 1);
    metadata.put("creationTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    metadata.putArray("finalizers").add(FINALIZER);
    setOrRemove(metadata, "labels", declared.labels());
    setOrRemove(metadata, "annotations", declared.annotations());
    resource.set("spec", declared.spec());
    return new Stored(declared.kind(), resource, declared.source());
  }

  ResourceKey key() {
    return ResourceKey.of(kind.plural(), resource);
  }

  boolean deleting() {
    return resource.path("metadata").has("deletionTimestamp");
  }

  /** As the file now has it; the generation counts changes of the spec only. */
  Stored declaredAs(Declared declared) {
    ObjectNode copy = resource.deepCopy();
    ObjectNode metadata = (ObjectNode) copy.get("metadata");
    setOrRemove(metadata, "labels", declared.labels());
    setOrRemove(metadata, "annotations", declared.annotations());
    if (!declared.spec().equals(copy.get("spec"))) {
      metadata.put("generation", metadata.path("generation").asLong() + 1);
      copy.set("spec", declared.spec());
    }
    return new Stored(kind, copy, declared.source());
  }

  /** With the clean-up begun; cannot be undone. */
  Stored deleted(Instant now) {
    ObjectNode copy = resource.deepCopy();
    ((ObjectNode) copy.get("metadata"))
        .put("deletionTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Stored(kind, copy, source);
  }

  Stored withStatus(JsonNode status) {
    ObjectNode copy = resource.deepCopy();
    copy.set("status", status);
    return new Stored(kind, copy, source);
  }

  Stored withVersion(long version) {
    ObjectNode copy = resource.deepCopy();
    ((ObjectNode) copy.get("metadata")).put("resourceVersion", Long.toString(version));
    return new Stored(kind, copy, source);
  }

  /** True when both ask for the same; status and versions do not matter. */
  boolean asksTheSameAs(Stored other) {
    return Objects.equals(resource.get("spec"), other.resource.get("spec"))
        && sameMetadata("labels", other)
        && sameMetadata("annotations", other)
        && deleting() == other.deleting();
  }

  private boolean sameMetadata(String field, Stored other) {
    return Objects.equals(
        resource.path("metadata").get(field), other.resource.path("metadata").get(field));
  }

  private static void setOrRemove(ObjectNode object, String field, JsonNode value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, value);
    }
  }
}
