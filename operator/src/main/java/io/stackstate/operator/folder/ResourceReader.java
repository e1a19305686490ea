package io.stackstate.operator.folder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.crds.instance.StackStateInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the text of a file of custom resources, strictly: several documents, lists, only the kinds
 * it is told, and the Secrets and ConfigMaps that those may refer to. Pure, thread-safe.
 */
final class ResourceReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final Set<String> REFERENCED =
      Set.of(FolderReferences.SECRET, FolderReferences.CONFIG_MAP);

  private final List<ResourceKind<?>> kinds;

  ResourceReader(List<ResourceKind<?>> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  FileContent read(String file, String text) {
    Reading reading = new Reading(file);
    int document = 1;
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      while (documents.hasNextValue()) {
        JsonNode tree = documents.nextValue();
        if (tree != null && !tree.isNull() && !tree.isMissingNode()) {
          reading.document(tree, file + ", document " + document);
        }
        document++;
      }
    } catch (JsonProcessingException e) {
      reading.problems.add(notYaml(file, document, e));
    } catch (IOException e) {
      reading.problems.add(file + ": " + e.getMessage());
    }
    return new FileContent(
        file, reading.declared, reading.references, reading.problems, reading.ignored);
  }

  private static String notYaml(String file, int document, JsonProcessingException e) {
    String place = "";
    if (e.getLocation() != null) {
      place = ", line " + e.getLocation().getLineNr();
    }
    String reason = e.getOriginalMessage().strip().lines().findFirst().orElse("unreadable");
    return file + ", document " + document + place + ": not YAML: " + reason;
  }

  /** Collects what one file says; no value of a Secret gets into a message. */
  private final class Reading {
    private final String file;
    private final List<Declared> declared = new ArrayList<>();
    private final Map<FolderReferences.Name, JsonNode> references = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    Reading(String file) {
      this.file = file;
    }

    void document(JsonNode tree, String where) {
      if (!tree.isObject()) {
        problems.add(where + ": found " + tree.getNodeType() + ", expected a resource");
        return;
      }
      String apiVersion = tree.path("apiVersion").asText();
      String kind = tree.path("kind").asText();
      if (kind.endsWith("List") && tree.path("items").isArray()) {
        JsonNode items = tree.get("items");
        for (int i = 0; i < items.size(); i++) {
          document(items.get(i), where + ", item " + (i + 1));
        }
        return;
      }
      ResourceKind<?> known = kindOf(apiVersion, kind);
      if (apiVersion.equals("v1") && REFERENCED.contains(kind)) {
        reference(kind, tree, where);
      } else if (known != null) {
        resource(known, tree, where);
      } else if (kind.equals(StackStateInstance.KIND)) {
        ignored.add(where + ": " + kind + ", which needs a cluster: here this server is the one");
      } else if (group(apiVersion).equals(group(kinds.get(0).apiVersion()))) {
        problems.add(where + ": " + unknownKind(apiVersion, kind));
      } else {
        ignored.add(where + ": " + (kind.isEmpty() ? "no kind" : apiVersion + " " + kind));
      }
    }

    private void resource(ResourceKind<?> kind, JsonNode tree, String document) {
      MetadataReader metadata = new MetadataReader(tree.path("metadata"));
      String where =
          document + " (" + kind.kind() + " " + metadata.namespace() + "/" + metadata.name() + ")";
      List<String> found = new ArrayList<>(metadata.violations());
      for (Map.Entry<String, JsonNode> field : tree.properties()) {
        if (!List.of("apiVersion", "kind", "metadata", "spec", "status").contains(field.getKey())) {
          found.add(field.getKey() + ": unknown field");
        }
      }
      if (tree.get("spec") instanceof ObjectNode spec) {
        found.addAll(kind.schema().violations(spec));
        if (found.isEmpty()) {
          valid(kind, metadata, kind.schema().withDefaults(spec), where);
        }
      } else {
        found.add("spec: required, but absent");
      }
      found.forEach(violation -> problems.add(where + ": " + violation));
    }

    private void reference(String kind, JsonNode tree, String document) {
      MetadataReader metadata = new MetadataReader(tree.path("metadata"));
      String where =
          document + " (" + kind + " " + metadata.namespace() + "/" + metadata.name() + ")";
      List<String> found = new ArrayList<>(metadata.violations());
      for (String field : List.of("data", "stringData", "binaryData")) {
        for (Map.Entry<String, JsonNode> entry : tree.path(field).properties()) {
          if (!entry.getValue().isTextual()) {
            found.add(field + "." + entry.getKey() + ": expected a string");
          }
        }
      }
      try {
        FolderReferences.values(tree);
      } catch (IllegalArgumentException e) {
        found.add(e.getMessage());
      }
      if (found.isEmpty()) {
        references.put(
            new FolderReferences.Name(kind, metadata.namespace(), metadata.name()), tree);
      }
      found.forEach(violation -> problems.add(where + ": " + violation));
    }

    private void valid(
        ResourceKind<?> kind, MetadataReader metadata, ObjectNode spec, String where) {
      List<String> broken = kind.rules().apply(spec, null);
      broken.forEach(rule -> problems.add(where + ": " + rule));
      if (broken.isEmpty()) {
        ResourceKey key = new ResourceKey(kind.plural(), metadata.namespace(), metadata.name());
        declared.add(
            new Declared(key, kind, metadata.labels(), metadata.annotations(), spec, file, where));
      }
    }
  }

  private ResourceKind<?> kindOf(String apiVersion, String kind) {
    for (ResourceKind<?> candidate : kinds) {
      if (candidate.apiVersion().equals(apiVersion) && candidate.kind().equals(kind)) {
        return candidate;
      }
    }
    return null;
  }

  private String unknownKind(String apiVersion, String kind) {
    List<String> names = kinds.stream().map(k -> k.apiVersion() + " " + k.kind()).toList();
    return "found " + apiVersion + " " + kind + ", expected one of " + String.join(", ", names);
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
