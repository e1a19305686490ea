package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.StoreConfig;
import io.stackstate.stackgraph.store.VertexIds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CurrentGraphIT {
  @Parameter TestStore store;
  @TempDir Path directory;
  private StackGraph graph;
  private long number;

  @BeforeEach
  void open() {
    graph = StackGraph.open(config(), directory);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void answersGremlin() {
    apply(
        SampleTopology.component(1, "web"),
        SampleTopology.component(2, "db"),
        SampleTopology.relation(1, 1, 2),
        SampleTopology.componentHealth(2, HealthState.CRITICAL));

    gremlin(
        g -> {
          assertThat(g.V().has("name", "web").out("relation").values("name").toList())
              .containsExactly("db");
          assertThat(g.V().has("health", "CRITICAL").in("relation").values("elementId").toList())
              .containsExactly(SampleTopology.componentId(1));
          assertThat(g.E().hasLabel("relation").values("type").toList()).containsExactly("runs on");
          String[] labels = (String[]) g.V().has("name", "db").values("labels").next();
          assertThat(labels).containsExactly("cluster:eu-2", "team:shop-2", "managed");
          return null;
        });
  }

  @Test
  void updatesAndRemovesInPlace() {
    apply(SampleTopology.component(1, "a"), SampleTopology.component(2, "b"));
    apply(SampleTopology.relation(1, 1, 2));
    apply(SampleTopology.component(1, "renamed"), SampleTopology.relation(1, 2, 1));
    assertThat(names("relation")).containsExactly("renamed");
    assertThat(graph.verify()).isEmpty();

    apply(SampleTopology.delete(SampleTopology.relation(1, 2, 1)));
    apply(SampleTopology.delete(SampleTopology.component(2, "b")));
    assertThat(count()).isEqualTo(1);
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void linksARelationAsSoonAsBothOfItsComponentsExist() {
    apply(SampleTopology.relation(1, 1, 2), SampleTopology.component(1, "a"));
    assertThat(names("relation")).isEmpty();
    graph.close();
    open();
    apply(SampleTopology.component(2, "b"));
    assertThat(names("relation")).containsExactly("b");

    apply(SampleTopology.delete(SampleTopology.component(2, "b")));
    assertThat(graph.verify()).isEmpty();
    apply(SampleTopology.component(2, "back"));
    assertThat(names("relation")).containsExactly("back");
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void showsHealthThatCameBeforeItsElement() {
    apply(SampleTopology.componentHealth(1, HealthState.DEVIATING));
    apply(SampleTopology.relationHealth(1, HealthState.CLEAR));
    apply(SampleTopology.component(1, "a"), SampleTopology.relation(1, 1, 1));
    assertThat(this.<Long>gremlin(g -> g.V().has("health", "DEVIATING").count().next()))
        .isEqualTo(1);
    assertThat(this.<Long>gremlin(g -> g.E().has("health", "CLEAR").count().next())).isEqualTo(1);

    apply(SampleTopology.delete(SampleTopology.componentHealth(1, HealthState.DEVIATING)));
    apply(SampleTopology.delete(SampleTopology.relationHealth(1, HealthState.CLEAR)));
    assertThat(this.<Long>gremlin(g -> g.V().has("health").count().next())).isZero();
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void verifyNamesWhatDiffers() {
    apply(SampleTopology.component(1, "a"), SampleTopology.component(2, "b"));
    gremlin(
        g -> {
          g.V().has("name", "a").property("type", "forged").iterate();
          g.V().has("name", "b").drop().iterate();
          return null;
        });
    assertThat(graph.verify())
        .containsExactlyInAnyOrder(
            "component " + SampleTopology.componentId(1) + " differs in type",
            "component " + SampleTopology.componentId(2) + " has no vertex");
  }

  @Test
  void repairsWhatDiffers() {
    apply(
        SampleTopology.component(1, "a"),
        SampleTopology.component(2, "b"),
        SampleTopology.component(3, "c"),
        SampleTopology.relation(1, 1, 2),
        SampleTopology.relation(2, 1, 3),
        SampleTopology.relation(3, 3, 1),
        SampleTopology.componentHealth(2, HealthState.CRITICAL));
    gremlin(
        g -> {
          g.V().has("name", "a").property("type", "forged").property("health", "CLEAR").iterate();
          g.V().has("name", "b").drop().iterate();
          g.V().has("name", "c").outE("relation").property("type", "forged").iterate();
          g.V().has("name", "a").outE("relation").drop().iterate();
          g.V()
              .has("name", "c")
              .as("c")
              .V()
              .has("name", "a")
              .addE("relation")
              .to("c")
              .property("elementId", 99L)
              .iterate();
          return null;
        });

    VerificationReport report = graph.verify(true);
    assertThat(report.repaired()).isTrue();
    assertThat(report.count()).isGreaterThanOrEqualTo(7);
    assertThat(report.differences()).hasSize((int) report.count());
    assertThat(graph.verify(true)).isEqualTo(new VerificationReport(List.of(), 0, false));
    assertThat(names("relation")).containsExactlyInAnyOrder("a", "b", "c");

    apply(SampleTopology.delete(SampleTopology.component(2, "b")));
    apply(SampleTopology.delete(SampleTopology.relation(3, 3, 1)));
    assertThat(graph.verify()).isEmpty();
    assertThat(names("relation")).containsExactly("c");
  }

  @Test
  void refusesTheStoreOfANewerProgram() {
    apply(SampleTopology.component(1, "a"));
    byte[] root = "{\"schema\":4,\"lastSlice\":-1}".getBytes(StandardCharsets.UTF_8);
    graph.close();
    try (GraphDatabase database = GraphDatabase.open(StoreConfig.of(config()), directory)) {
      database.write(
          tx -> {
            tx.putData(VertexIds.ROOT, GraphSchema.ROOT, root);
            return root;
          });
    }
    try {
      assertThatThrownBy(() -> StackGraph.open(config(), directory))
          .isInstanceOf(StackGraphException.class)
          .hasMessage("the graph has layout version 4, made by a newer program; this one knows 3");
    } finally {
      graph = StackGraph.open(TestConfig.of(""), directory.resolve("another"));
    }
  }

  private Config config() {
    return store.on(directory, TestConfig.smallSlices());
  }

  private void apply(Change... changes) {
    number += changes.length;
    graph.apply(
        List.of(new Commit(number, System.currentTimeMillis(), List.of(changes))), number + 1);
  }

  private List<Object> names(String label) {
    return gremlin(g -> g.V().out(label).values("name").toList());
  }

  private <T> T gremlin(Function<GraphTraversalSource, T> query) {
    return graph.database().write(tx -> query.apply(tx.traversal()));
  }

  private long count() {
    return this.<Long>gremlin(g -> g.V().hasLabel("component").count().next());
  }
}
