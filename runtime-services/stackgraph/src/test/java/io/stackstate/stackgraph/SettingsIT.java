package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Commit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SettingsIT {
  @Parameter TestStore store;
  @TempDir Path directory;

  @Test
  void keepsNodesOverARestart() {
    SettingsNode sync = node(5, "Sync", "urn:example:sync:5");
    SettingsNode view = node(6, "View", null);
    try (StackGraph graph = open()) {
      graph.settings().put(view);
      graph.settings().put(sync);
      graph.settings().put(node(4, "Sync", "urn:example:sync:4"));
      graph.settings().delete(99);
    }
    try (StackGraph graph = open()) {
      SettingsStore settings = graph.settings();
      assertThat(settings.get(5)).contains(sync);
      assertThat(settings.get(7)).isEmpty();
      assertThat(settings.byIdentifier("urn:example:sync:5")).contains(sync);
      assertThat(settings.byIdentifier("urn:example:sync:none")).isEmpty();
      assertThat(settings.list("Sync")).extracting(SettingsNode::id).containsExactly(4L, 5L);
      assertThat(settings.list("View")).containsExactly(view);
      assertThat(settings.list("Monitor")).isEmpty();
    }
  }

  @Test
  void replacesTheNodeWithTheSameId() {
    try (StackGraph graph = open()) {
      SettingsStore settings = graph.settings();
      settings.put(node(5, "Sync", "urn:example:old"));
      settings.put(new SettingsNode(5, "View", "urn:example:new", "other", "{}", 9));
      assertThat(settings.byIdentifier("urn:example:old")).isEmpty();
      assertThat(settings.byIdentifier("urn:example:new"))
          .map(SettingsNode::name)
          .contains("other");
      assertThat(settings.list("Sync")).isEmpty();
      settings.put(node(5, "View", null));
      assertThat(settings.byIdentifier("urn:example:new")).isEmpty();
      settings.delete(5);
      assertThat(settings.get(5)).isEmpty();
      assertThat(settings.list("View")).isEmpty();
      settings.put(node(5, "View", "urn:example:new"));
      assertThat(settings.byIdentifier("urn:example:new")).isPresent();
    }
  }

  @Test
  void refusesAnIdentifierThatAnotherNodeHas() {
    try (StackGraph graph = open()) {
      graph.settings().put(node(5, "Sync", "urn:example:taken"));
      assertThatThrownBy(() -> graph.settings().put(node(6, "View", "urn:example:taken")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("identifier: urn:example:taken belongs to node 5");
      assertThat(graph.settings().get(6)).isEmpty();
    }
  }

  @Test
  void isWrittenAndReadByManyThreadsWhileTopologyIsApplied() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (StackGraph graph = open()) {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        long first = 1 + t * 100L;
        work.add(
            threads.submit(
                () -> {
                  for (long id = first; id < first + 40; id++) {
                    graph.settings().put(node(id, "Sync", "urn:example:" + id));
                    assertThat(graph.settings().get(id)).isPresent();
                    assertThat(graph.settings().list("Sync")).isNotEmpty();
                  }
                }));
      }
      work.add(
          threads.submit(
              () -> {
                RandomCommits commits = new RandomCommits(3);
                for (int i = 0; i < 60; i++) {
                  Commit commit = commits.next();
                  graph.apply(List.of(commit), commit.number() + 1);
                }
              }));
      for (Future<?> future : work) {
        future.get(2, TimeUnit.MINUTES);
      }
      assertThat(graph.settings().list("Sync")).hasSize(120);
      assertThat(graph.verify()).isEmpty();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void storesAndRemovesManyNodesAsOneOrNone() {
    try (StackGraph graph = open()) {
      SettingsStore settings = graph.settings();
      settings.commit(
          List.of(node(1, "Layer", "urn:l:1"), node(2, "Layer", "urn:l:2")), List.of(77L));
      assertThatThrownBy(
              () ->
                  settings.commit(
                      List.of(node(3, "Layer", "urn:l:3"), node(4, "Layer", "urn:l:2")),
                      List.of(1L)))
          .hasMessage("identifier: urn:l:2 belongs to node 2");
      assertThatThrownBy(
              () ->
                  settings.commit(
                      List.of(node(3, "Layer", "urn:l:3"), node(4, "Layer", "urn:l:3")), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(settings.list("Layer")).extracting(SettingsNode::id).containsExactly(1L, 2L);
      settings.commit(List.of(node(3, "Layer", "urn:l:2")), List.of(2L));
      assertThat(settings.byIdentifier("urn:l:2")).map(SettingsNode::id).contains(3L);
    }
    try (StackGraph graph = open()) {
      assertThat(graph.settings().list("Layer"))
          .extracting(SettingsNode::id)
          .containsExactly(1L, 3L);
    }
  }

  @Test
  void tellsWhatANodeWasAtAnInstantAlsoWhenItIsGone() {
    TestClock clock = new TestClock(1_000);
    SettingsNode first = node(5, "View", "urn:v:5");
    SettingsNode second = new SettingsNode(5, "View", "urn:v:5", "renamed", "{}", 2);
    try (StackGraph graph = open(clock, 10_000)) {
      graph.settings().put(first);
      clock.set(2_000);
      graph.settings().put(second);
      clock.set(3_000);
      graph.settings().delete(5);
      graph.settings().put(new SettingsNode(6, "~Internal", null, "x", "{}", 1));
      clock.set(3_500);
      graph.settings().delete(6);
    }
    try (StackGraph graph = open(clock, 10_000)) {
      SettingsStore settings = graph.settings();
      assertThat(settings.get(5)).isEmpty();
      assertThat(settings.byIdentifier("urn:v:5")).isEmpty();
      assertThat(settings.list("View")).isEmpty();
      assertThat(graph.allSettings()).isEmpty();
      assertThat(settings.at(5, 999)).isEmpty();
      assertThat(settings.at(5, 1_000)).contains(first);
      assertThat(settings.at("urn:v:5", 2_999)).contains(second);
      assertThat(settings.at("urn:v:5", 3_000)).isEmpty();
      assertThat(settings.history(6)).isEmpty();
      clock.set(4_000);
      settings.put(first);
      assertThat(settings.history(5))
          .containsExactly(
              new SettingsVersion(first, 1_000, 2_000),
              new SettingsVersion(second, 2_000, 3_000),
              new SettingsVersion(first, 4_000, SettingsVersion.PRESENT));
    }
  }

  @Test
  void forgetsWhatWasBeforeTheRetentionWindow() {
    TestClock clock = new TestClock(1_000);
    try (StackGraph graph = open(clock, 10_000)) {
      SettingsStore settings = graph.settings();
      settings.commit(List.of(node(5, "View", null), node(6, "View", null)), List.of());
      clock.set(2_000);
      settings.commit(List.of(node(5, "View", "urn:v")), List.of(6L));
      clock.set(2_000 + 4_000_000);
      settings.put(node(5, "View", null));
      assertThat(settings.history(5)).hasSize(2);
      assertThat(settings.history(6)).isEmpty();
    }
  }

  private StackGraph open(TestClock clock, long windowMillis) {
    return StackGraph.open(
        store.on(directory, TestConfig.smallSlices(windowMillis)), directory, clock);
  }

  private StackGraph open() {
    return StackGraph.open(store.on(directory, TestConfig.smallSlices()), directory);
  }

  private static SettingsNode node(long id, String type, String identifier) {
    return new SettingsNode(id, type, identifier, "name of " + id, "{\"id\":" + id + "}", id * 10);
  }
}
