package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers the resources between two runs, so that what is removed from the folder meanwhile is
 * still cleaned up. A crash leaves the old or the new content, never half of one.
 */
final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<ResourceKind<?>> kinds;

  StateFile(Path file, List<ResourceKind<?>> kinds) {
    this.file = file;
    this.kinds = List.copyOf(kinds);
  }

  /**
   * @throws IOException with one clear line when the file cannot be used
   */
  SortedMap<ResourceKey, Stored> load() throws IOException {
    SortedMap<ResourceKey, Stored> resources = new TreeMap<>();
    if (!Files.exists(file)) {
      return resources;
    }
    JsonNode tree;
    try {
      tree = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw broken(e);
    }
    if (!tree.path("resources").isArray()) {
      throw broken(null);
    }
    for (JsonNode entry : tree.get("resources")) {
      JsonNode resource = entry.path("resource");
      Stored stored = new Stored(kind(resource), resource, entry.path("source").asText());
      resources.put(stored.key(), stored);
    }
    return resources;
  }

  void save(SortedMap<ResourceKey, Stored> resources) throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    ArrayNode list = tree.putArray("resources");
    for (Stored stored : resources.values()) {
      list.addObject().put("source", stored.source()).set("resource", stored.resource());
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(tree));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private ResourceKind<?> kind(JsonNode resource) throws IOException {
    String kind = resource.path("kind").asText();
    for (ResourceKind<?> candidate : kinds) {
      if (candidate.kind().equals(kind)) {
        return candidate;
      }
    }
    throw new IOException(
        file + ": found a resource of kind \"" + kind + "\", which this version does not know");
  }

  private IOException broken(Throwable cause) {
    return new IOException(
        file
            + " is broken: it is not the list of resources that an earlier run wrote."
            + " Move it away to start without it; resources removed meanwhile are then not cleaned"
            + " up",
        cause);
  }
}
