package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Metadata as a file declares it; what an API server would fill in is allowed and ignored. */
record MetadataReader(JsonNode metadata) {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_NAMESPACE = 63;
  private static final List<String> OURS = List.of("name", "namespace", "labels", "annotations");
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "finalizers",
          "managedFields",
          "ownerReferences",
          "selfLink");

  String name() {
    return metadata.path("name").asText();
  }

  String namespace() {
    return metadata.path("namespace").asText(DEFAULT_NAMESPACE);
  }

  JsonNode labels() {
    return nullIfEmpty("labels");
  }

  JsonNode annotations() {
    return nullIfEmpty("annotations");
  }

  List<String> violations() {
    List<String> found = new ArrayList<>();
    if (!metadata.path("name").isTextual()) {
      found.add("metadata.name: required, but absent");
    } else if (!isName(name(), SUBDOMAIN, LONGEST_NAME)) {
      found.add(
          "metadata.name: found \"" + name() + "\", expected lower-case letters, digits, - and .");
    }
    if (!isName(namespace(), LABEL, LONGEST_NAMESPACE)) {
      found.add(
          "metadata.namespace: found \"%s\", expected lower-case letters, digits and -"
              .formatted(namespace()));
    }
    texts(found, "labels");
    texts(found, "annotations");
    for (Map.Entry<String, JsonNode> field : metadata.properties()) {
      String name = field.getKey();
      if (!OURS.contains(name) && !OF_THE_SERVER.contains(name)) {
        found.add("metadata." + name + ": unknown field; " + Closest.hint(name, OURS));
      }
    }
    return found;
  }

  private void texts(List<String> found, String field) {
    for (Map.Entry<String, JsonNode> entry : metadata.path(field).properties()) {
      if (!entry.getValue().isTextual()) {
        found.add(
            "metadata.%s.%s: found %s, expected a string"
                .formatted(field, entry.getKey(), entry.getValue()));
      }
    }
  }

  private JsonNode nullIfEmpty(String field) {
    JsonNode value = metadata.get(field);
    return value == null || value.isEmpty() ? null : value;
  }

  private static boolean isName(String name, Pattern pattern, int longest) {
    return name.length() <= longest && pattern.matcher(name).matches();
  }
}
