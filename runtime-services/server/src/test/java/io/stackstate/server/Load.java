package io.stackstate.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;

/**
 * Numbered payloads whose effect is known: {@code snapshots} sends the whole truth of one instance
 * each time, {@code increments} adds to and deletes from another one. Element names say where they
 * come from.
 */
final class Load {
  static final String SNAPSHOTS = "snapshots";
  static final String INCREMENTS = "increments";
  private static final int COMPONENTS = 60;
  private static final int KEPT_INCREMENTS = 40;

  private final Graph increments = Graph.empty();
  private Graph snapshot = Graph.empty();
  private long number;

  /** Payload {@code number}, to be sent until it is accepted, and then {@link #accepted()}. */
  String next() {
    return number % 2 == 0 ? snapshotPayload(number) : incrementPayload(number);
  }

  /** The payload of {@link #next()} is accepted: now it counts. */
  void accepted() {
    if (number % 2 == 0) {
      snapshot = snapshotGraph(number);
    } else {
      increment(number);
    }
    number++;
  }

  /** How many were accepted. */
  long count() {
    return number;
  }

  /** Increments accepted: each has created one component. */
  long incrementsAccepted() {
    return number / 2;
  }

  /** Everything that was accepted, and nothing else. */
  Graph expected() {
    Graph all = increments.copy();
    all.addAll(snapshot);
    return all;
  }

  /** A component is in a third of the snapshots absent, and its content changes now and then. */
  private static boolean present(long number, int i) {
    return (number * 31 + i * 17L) % 3 != 0;
  }

  private static Graph snapshotGraph(long number) {
    Graph graph = Graph.empty();
    for (int i = 0; i < COMPONENTS; i++) {
      if (present(number, i)) {
        graph.components().put("s-" + i, "version " + number / (1 + i % 7));
      }
      if (i > 0 && present(number, i) && present(number, i - 1)) {
        graph.relations().add("s-" + i + "->s-" + (i - 1));
      }
    }
    return graph;
  }

  private static String snapshotPayload(long number) {
    Payload payload = new Payload(SNAPSHOTS).snapshot();
    Graph graph = snapshotGraph(number);
    graph.components().forEach(payload::component);
    graph.relations().forEach(payload::relation);
    return payload.toString();
  }

  private void increment(long number) {
    String name = "i-" + number;
    increments.components().put(name, "increment " + number);
    if (number > 2) {
      increments.relations().add(name + "->i-" + (number - 2));
    }
    String old = "i-" + (number - 2 * KEPT_INCREMENTS);
    increments.components().remove(old);
    increments.relations().remove("i-" + (number - 2 * KEPT_INCREMENTS + 2) + "->" + old);
  }

  private static String incrementPayload(long number) {
    Payload payload = new Payload(INCREMENTS);
    payload.component("i-" + number, "increment " + number);
    if (number > 2) {
      payload.relation("i-" + number + "->i-" + (number - 2));
    }
    long old = number - 2 * KEPT_INCREMENTS;
    if (old > 0) {
      payload.delete("i-" + (old + 2) + "->i-" + old);
      payload.delete("i-" + old);
    }
    return payload.toString();
  }

  /** An intake message with one topology instance. */
  private static final class Payload {
    private final ObjectNode root = Json.mapper().createObjectNode();
    private final ObjectNode topology;
    private final String instance;

    Payload(String instance) {
      this.instance = instance;
      root.put("internalHostname", "loader");
      topology = root.putArray("topologies").addObject();
      topology.putObject("instance").put("type", instance).put("url", "kill-test");
      topology.putArray("components");
      topology.putArray("relations");
      topology.putArray("delete_ids");
    }

    Payload snapshot() {
      topology.put("start_snapshot", true).put("stop_snapshot", true);
      return this;
    }

    void component(String name, String description) {
      ObjectNode component = topology.withArray("components").addObject();
      component.put("externalId", name).putObject("type").put("name", "thing");
      component
          .putObject("data")
          .put("name", name)
          .put("description", description)
          .put("domain", instance);
    }

    void relation(String edge) {
      String[] ends = edge.split("->");
      ObjectNode relation = topology.withArray("relations").addObject();
      relation.put("externalId", edge).put("sourceId", ends[0]).put("targetId", ends[1]);
      relation.putObject("type").put("name", "uses");
      relation.putObject("data");
    }

    void delete(String externalId) {
      topology.withArray("delete_ids").add(externalId);
    }

    @Override
    public String toString() {
      return root.toString();
    }
  }
}
