package io.stackstate.benchmarks;

import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A made-up estate of servers, databases, services and applications: component {@code i} has four
 * labels, two identifiers and about 300 bytes of properties, and relations to components before it.
 * The same numbers always give the same estate.
 */
final class Dataset {
  static final String INSTANCE_TYPE = "bench";
  static final String INSTANCE_URL = "https://bench.example.org";
  private static final String[] TYPES = {"server", "database", "service", "application", "queue"};
  private static final String[] LAYERS = {"Machines", "Databases", "Services", "Applications"};
  private static final String[] DOMAINS = {"shop", "bank", "logistics", "identity", "search"};

  private final int components;
  private final int relationsPerComponent;

  Dataset(int components, int relationsPerComponent) {
    this.components = components;
    this.relationsPerComponent = relationsPerComponent;
  }

  int components() {
    return components;
  }

  int relations() {
    return Math.max(0, components - 1) * relationsPerComponent;
  }

  int elements() {
    return components() + relations();
  }

  static String externalId(int component) {
    return "urn:bench:/element-" + component;
  }

  static Map<String, Object> data(int i) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", "element-" + i);
    data.put("layer", LAYERS[i % LAYERS.length]);
    data.put("domain", DOMAINS[i % DOMAINS.length]);
    data.put("environment", i % 10 == 0 ? "Staging" : "Production");
    data.put(
        "labels",
        List.of("team:" + i % 40, "tier:" + i % 4, "region:eu-" + i % 3, "rack:" + i % 500));
    data.put("identifiers", List.of("urn:host:/element-" + i, "urn:bench:/alias-" + i));
    data.put("version", "1." + i % 17);
    data.put("image", "registry.example.org/team-" + i % 40 + "/element:1." + i % 17);
    data.put("owner", "team-" + i % 40 + "@example.org");
    data.put("location", Map.of("site", "ams-" + i % 3, "row", i % 12, "rack", i % 500));
    return data;
  }

  static String type(int i) {
    return TYPES[i % TYPES.length];
  }

  /** The component that relation {@code k} of component {@code i} points to; below {@code i}. */
  static int target(int i, int k) {
    return (int) ((i * 2654435761L + k * 40503L) % i);
  }

  static String relationId(int i, int k) {
    return externalId(i) + "-depends_on-" + k;
  }

  /** The records of a full snapshot as the receiver writes them, markers included. */
  List<byte[]> snapshotRecords() {
    long now = System.currentTimeMillis();
    List<byte[]> records = new ArrayList<>(elements() + 2);
    records.add(record(new TopologyPayload.StartSnapshot("s"), now));
    for (int i = 0; i < components; i++) {
      records.add(
          record(
              new TopologyPayload.Component(externalId(i), type(i), json(data(i)), null), now));
    }
    for (int i = 1; i < components; i++) {
      for (int k = 0; k < relationsPerComponent; k++) {
        records.add(
            record(
                new TopologyPayload.Relation(
                    relationId(i, k),
                    externalId(i),
                    externalId(target(i, k)),
                    "depends_on",
                    "{}",
                    null),
                now));
      }
    }
    records.add(record(new TopologyPayload.StopSnapshot("s"), now));
    return records;
  }

  /** An intake message with the components {@code [from, to)} and no snapshot, in gzip. */
  static byte[] gzippedPayload(int from, int to) {
    List<Map<String, Object>> components = new ArrayList<>();
    for (int i = from; i < to; i++) {
      components.add(
          Map.of("externalId", externalId(i), "type", Map.of("name", type(i)), "data", data(i)));
    }
    Map<String, Object> topology = new LinkedHashMap<>();
    topology.put("start_snapshot", false);
    topology.put("stop_snapshot", false);
    topology.put("instance", Map.of("type", INSTANCE_TYPE, "url", INSTANCE_URL));
    topology.put("components", components);
    topology.put("relations", List.of());
    topology.put("delete_ids", List.of());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("internalHostname", "bench.example.org");
    message.put("topologies", List.of(topology));
    message.put("health", List.of());
    message.put("metrics", List.of());
    return gzip(json(message).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static byte[] record(TopologyPayload payload, long now) {
    try {
      return Json.mapper()
          .writeValueAsBytes(new TopologyElement(payload, "bench.example.org", now, now));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
