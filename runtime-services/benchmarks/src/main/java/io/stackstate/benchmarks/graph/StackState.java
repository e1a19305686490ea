package io.stackstate.benchmarks.graph;

import com.typesafe.config.ConfigFactory;
import io.stackstate.benchmarks.contest.Contender;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.Question;
import io.stackstate.benchmarks.contest.Question.ByLabels;
import io.stackstate.benchmarks.contest.Question.Count;
import io.stackstate.benchmarks.contest.Question.NameInfix;
import io.stackstate.benchmarks.contest.Question.NamePrefix;
import io.stackstate.benchmarks.contest.Question.Neighbours;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stql.Groups;
import io.stackstate.stql.PatternFilter;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.stql.QueryOptions;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The live topology, asked in STQL: every question is parsed, planned and evaluated as a request to
 * the REST API is, on the newest snapshot.
 */
public class StackState implements Contender {
  /** A hub has 10,000 neighbours, which with their relations exceed what the product allows. */
  private static final QueryLimits LIMITS = new QueryLimits(50_000, 50_000, Duration.ofSeconds(15));

  private final TopologyIndex index = new TopologyIndex();
  private Estate estate;
  private Path directory;
  private final QueryEngine engine = new QueryEngine(LIMITS);

  @Override
  public void load(Estate all, Path where) {
    estate = all;
    directory = where;
    EstateRecords.forEachCommit(estate, 1, index::apply);
  }

  TopologyIndex index() {
    return index;
  }

  @Override
  public Asked prepare(Question question) {
    if (question instanceof ByLabels by) {
      String text =
          "label = \"%s\" AND label = \"%s\" AND layer = \"%s\""
              .formatted(by.first(), by.second(), by.layer());
      return () -> components(text, QueryOptions.NONE);
    } else if (question instanceof NamePrefix name) {
      return pattern(name.prefix() + "*");
    } else if (question instanceof NameInfix name) {
      return pattern("*" + name.infix() + "*");
    } else if (question instanceof Neighbours near) {
      String text =
          "withNeighborsOf(components = (id = \"%d\"), levels = \"%d\", direction = \"both\")"
              .formatted(EstateRecords.id(near.component()), near.levels());
      return () -> components(text, QueryOptions.NONE);
    } else if (question instanceof Count count) {
      String text =
          "domain = \"%s\" AND environment = \"%s\"".formatted(count.domain(), count.environment());
      return () -> engine.count(Query.parse(text), index.snapshot(), QueryOptions.NONE);
    } else if (question instanceof Question.Groups groups) {
      String text = "domain = \"%s\"".formatted(groups.domain());
      return () -> groups(text);
    }
    throw new IllegalArgumentException("not asked: " + question);
  }

  private Asked pattern(String pattern) {
    PatternFilter filter = new PatternFilter(Attribute.NAME, pattern);
    return () -> components("", QueryOptions.NONE.matching(filter));
  }

  private long components(String text, QueryOptions options) throws Exception {
    TopologySnapshot snapshot = index.snapshot();
    RoaringBitmap found = engine.evaluate(Query.parse(text), snapshot, options).components();
    return snapshot.componentIds(found).length;
  }

  private long groups(String text) throws Exception {
    TopologySnapshot snapshot = index.snapshot();
    Groups groups =
        engine.group(
            Query.parse(text), snapshot, List.of(Attribute.LAYER), 1_000, QueryOptions.NONE);
    return groups.groups().stream()
        .mapToLong(group -> Contender.group(group.values().get(0), group.count()))
        .sum();
  }

  /** It lives in memory; on disk is StackGraph, which is filled here with the same. */
  @Override
  public long diskBytes() throws IOException {
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory)) {
      EstateRecords.forEachCommit(
          estate, 1, commit -> graph.apply(List.of(commit), commit.number() + 1));
    }
    return Contender.bytesBelow(directory);
  }

  @Override
  public void close() {
    // Memory only.
  }
}
