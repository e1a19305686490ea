package io.stackstate.stackgraph;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.Cardinality;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.core.schema.JanusGraphManagement;

/**
 * Prints how fast new elements get into StackGraph, history included, beside the same elements in
 * plain JanusGraph on the same store: a vertex with its properties and an index on the element id,
 * an edge whose vertices are kept in memory. Arguments: components, changes per transaction,
 * rounds.
 */
public final class InsertRate {
  private InsertRate() {}

  public static void main(String[] args) throws IOException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    List<Change> components = new ArrayList<>();
    List<Change> relations = new ArrayList<>();
    Random random = new Random(1);
    for (int n = 0; n < count; n++) {
      components.add(SampleTopology.component(n, "host-" + n));
      relations.add(SampleTopology.relation(2 * n, random.nextInt(count), random.nextInt(count)));
      relations.add(
          SampleTopology.relation(2 * n + 1, random.nextInt(count), random.nextInt(count)));
    }
    for (int round = 0; round < rounds; round++) {
      double[] raw = raw(components, relations, batch);
      double[] ours = ours(components, relations, batch);
      print(round + " vertices/s", ours[0], raw[0]);
      print(round + " vertices per CPU second", ours[2], raw[2]);
      print(round + " edges/s", ours[1], raw[1]);
      print(round + " edges per CPU second", ours[3], raw[3]);
    }
  }

  private static void print(String what, double ours, double raw) {
    System.out.printf(
        "round %-26s stackgraph %7.0f  raw %7.0f  ratio %.2f%n", what, ours, raw, ours / raw);
  }

  /** The processor time of this process: the wall clock means little on a busy machine. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double[] ours(List<Change> components, List<Change> relations, int batch)
      throws IOException {
    Path directory = Files.createTempDirectory("stackgraph");
    double[] rates;
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory)) {
      double[] vertices = ours(graph, components, batch);
      double[] edges = ours(graph, relations, batch);
      rates = new double[] {vertices[0], edges[0], vertices[1], edges[1]};
    }
    long start = System.nanoTime();
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory)) {
      long opened = System.nanoTime();
      int elements = graph.at(Long.MAX_VALUE).componentCount();
      long read = System.nanoTime();
      System.out.printf(
          "reopened in %d ms, topology with %d components rebuilt in %d ms%n",
          (opened - start) / 1_000_000, elements, (read - opened) / 1_000_000);
    } catch (DataUnavailableException e) {
      throw new IllegalStateException(e);
    }
    return rates;
  }

  private static double[] ours(StackGraph graph, List<Change> changes, int batch) {
    long start = System.nanoTime();
    long startCpu = cpuNanos();
    for (int from = 0; from < changes.size(); from += batch) {
      List<Change> part = changes.subList(from, Math.min(changes.size(), from + batch));
      long number = graph.appliedCommit() + part.size();
      graph.apply(List.of(new Commit(number, System.currentTimeMillis(), part)), number + 1);
    }
    double amount = changes.size() * 1e9;
    return new double[] {amount / (System.nanoTime() - start), amount / (cpuNanos() - startCpu)};
  }

  private static double[] raw(List<Change> components, List<Change> relations, int batch)
      throws IOException {
    Path directory = Files.createTempDirectory("raw");
    try (JanusGraph graph =
        JanusGraphFactory.build()
            .set("storage.backend", "berkeleyje")
            .set("storage.directory", directory.toString())
            .set("storage.berkeleyje.cache-percentage", 15)
            .set("ids.block-size", 1_000_000)
            .set("schema.default", "none")
            .open()) {
      schema(graph);
      Map<Long, Object> ids = new HashMap<>();
      long start = System.nanoTime();
      long startCpu = cpuNanos();
      for (int from = 0; from < components.size(); from += batch) {
        JanusGraphTransaction tx = graph.newTransaction();
        Map<Long, Vertex> added = new HashMap<>();
        for (Change change : components.subList(from, Math.min(components.size(), from + batch))) {
          Component c = Json.mapper().readValue(change.value(), Component.class);
          Vertex vertex =
              tx.addVertex(
                  T.label,
                  "component",
                  "elementId",
                  c.id(),
                  "name",
                  c.name(),
                  "type",
                  c.type(),
                  "layer",
                  c.layer(),
                  "domain",
                  c.domain(),
                  "record",
                  change.value());
          added.put(c.id(), vertex);
        }
        tx.commit();
        added.forEach((id, vertex) -> ids.put(id, vertex.id()));
      }
      long middle = System.nanoTime();
      long middleCpu = cpuNanos();
      for (int from = 0; from < relations.size(); from += batch) {
        JanusGraphTransaction tx = graph.newTransaction();
        for (Change change : relations.subList(from, Math.min(relations.size(), from + batch))) {
          Relation r = Json.mapper().readValue(change.value(), Relation.class);
          JanusGraphVertex source = tx.getVertex(ids.get(r.source()));
          source.addEdge(
              "relation", tx.getVertex(ids.get(r.target())), "elementId", r.id(), "type", r.type());
        }
        tx.commit();
      }
      long end = System.nanoTime();
      long endCpu = cpuNanos();
      return new double[] {
        components.size() * 1e9 / (middle - start),
        relations.size() * 1e9 / (end - middle),
        components.size() * 1e9 / (middleCpu - startCpu),
        relations.size() * 1e9 / (endCpu - middleCpu)
      };
    }
  }

  private static void schema(JanusGraph graph) {
    JanusGraphManagement management = graph.openManagement();
    management.makeVertexLabel("component").make();
    management.makeEdgeLabel("relation").make();
    for (String name : List.of("name", "type", "layer", "domain")) {
      management
          .makePropertyKey(name)
          .dataType(String.class)
          .cardinality(Cardinality.SINGLE)
          .make();
    }
    management.makePropertyKey("record").dataType(byte[].class).make();
    management
        .buildIndex("byElementId", Vertex.class)
        .addKey(management.makePropertyKey("elementId").dataType(Long.class).make())
        .buildCompositeIndex();
    management.commit();
  }
}
