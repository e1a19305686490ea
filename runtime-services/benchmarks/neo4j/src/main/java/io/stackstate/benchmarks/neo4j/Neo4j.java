package io.stackstate.benchmarks.neo4j;

import io.stackstate.benchmarks.contest.Contender;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.Question;
import io.stackstate.benchmarks.contest.Question.ByLabels;
import io.stackstate.benchmarks.contest.Question.Count;
import io.stackstate.benchmarks.contest.Question.Groups;
import io.stackstate.benchmarks.contest.Question.NameInfix;
import io.stackstate.benchmarks.contest.Question.NamePrefix;
import io.stackstate.benchmarks.contest.Question.Neighbours;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Neo4j Community, embedded, asked in Cypher. A component is a node; its labels and its layer are
 * node labels, for which Neo4j has bitmap-like look-up indexes, the rest properties with indexes. The
 * page cache holds the whole store, and all plans are cached when it is measured.
 */
public final class Neo4j implements Contender {
  private static final Label COMPONENT = Label.label("Component");
  private static final RelationshipType DEPENDS_ON = RelationshipType.withName("DEPENDS_ON");
  private static final int BATCH = 20_000;

  private DatabaseManagementService management;
  private GraphDatabaseService database;
  private Path directory;
  private String[] ids;

  @Override
  public void load(Estate estate, Path where) {
    directory = where;
    management =
        new DatabaseManagementServiceBuilder(where)
            .setConfig(GraphDatabaseSettings.pagecache_memory, 2L << 30)
            .setConfig(GraphDatabaseSettings.query_cache_size, 10_000)
            .build();
    database = management.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
    indexes();
    ids = new String[estate.components()];
    inBatches(estate.components(), (tx, i) -> insert(tx, estate.component(i)));
    inBatches(
        estate.relations(),
        (tx, r) -> {
          Estate.Relation relation = estate.relation(r);
          tx.getNodeByElementId(ids[relation.source()])
              .createRelationshipTo(tx.getNodeByElementId(ids[relation.target()]), DEPENDS_ON);
        });
    try (Transaction tx = database.beginTx()) {
      tx.schema().awaitIndexesOnline(10, TimeUnit.MINUTES);
      tx.execute("CALL db.resampleOutdatedIndexes()").close();
    }
  }

  private void indexes() {
    for (String statement :
        new String[] {
          "CREATE RANGE INDEX FOR (c:Component) ON (c.index)",
          "CREATE RANGE INDEX FOR (c:Component) ON (c.name)",
          "CREATE TEXT INDEX FOR (c:Component) ON (c.name)",
          "CREATE RANGE INDEX FOR (c:Component) ON (c.domain, c.environment)",
          "CREATE RANGE INDEX FOR (c:Component) ON (c.domain, c.layer)"
        }) {
      try (Transaction tx = database.beginTx()) {
        tx.execute(statement).close();
        tx.commit();
      }
    }
  }

  private void insert(Transaction tx, Estate.Component component) {
    Node node = tx.createNode(COMPONENT, Label.label("layer:" + component.layer()));
    component.labels().forEach(label -> node.addLabel(Label.label(label)));
    node.setProperty("index", component.index());
    node.setProperty("name", component.name());
    node.setProperty("type", component.type());
    node.setProperty("layer", component.layer());
    node.setProperty("domain", component.domain());
    node.setProperty("environment", component.environment());
    node.setProperty("identifiers", component.identifiers().toArray(String[]::new));
    ids[component.index()] = node.getElementId();
  }

  private interface Insertion {
    void insert(Transaction tx, int index);
  }

  private void inBatches(int count, Insertion insertion) {
    for (int from = 0; from < count; from += BATCH) {
      try (Transaction tx = database.beginTx()) {
        for (int i = from; i < Math.min(count, from + BATCH); i++) {
          insertion.insert(tx, i);
        }
        tx.commit();
      }
    }
  }

  @Override
  public Asked prepare(Question question) {
    if (question instanceof ByLabels by) {
      String labels = "`%s`&`%s`&`layer:%s`".formatted(by.first(), by.second(), by.layer());
      return components("MATCH (c:" + labels + ") RETURN id(c) AS id", Map.of());
    } else if (question instanceof NamePrefix name) {
      return components(
          "MATCH (c:Component) WHERE c.name STARTS WITH $text RETURN id(c) AS id",
          Map.of("text", name.prefix()));
    } else if (question instanceof NameInfix name) {
      return components(
          "MATCH (c:Component) WHERE c.name CONTAINS $text RETURN id(c) AS id",
          Map.of("text", name.infix()));
    } else if (question instanceof Neighbours near) {
      return components(
          "MATCH (s:Component {index: $index})-[:DEPENDS_ON*0..%d]-(n) RETURN DISTINCT id(n) AS id"
              .formatted(near.levels()),
          Map.of("index", near.component()));
    } else if (question instanceof Count count) {
      String cypher =
          "MATCH (c:Component {domain: $domain, environment: $environment}) RETURN count(*) AS n";
      return () ->
          answer(
              cypher,
              Map.of("domain", count.domain(), "environment", count.environment()),
              row -> row.getNumber("n").longValue());
    } else if (question instanceof Groups groups) {
      String cypher =
          "MATCH (c:Component {domain: $domain}) WHERE c.layer IS NOT NULL"
              + " RETURN c.layer AS layer, count(*) AS n";
      return () ->
          answer(
              cypher,
              Map.of("domain", groups.domain()),
              row -> Contender.group(row.getString("layer"), row.getNumber("n").longValue()));
    }
    throw new IllegalArgumentException("not asked of Neo4j: " + question);
  }

  private Asked components(String cypher, Map<String, Object> parameters) {
    return () -> answer(cypher, parameters, row -> row.getNumber("id") == null ? 0 : 1);
  }

  private long answer(
      String cypher, Map<String, Object> parameters, ToLongFunction<Result.ResultRow> number) {
    try (Transaction tx = database.beginTx();
        Result result = tx.execute(cypher, parameters)) {
      long[] sum = new long[1];
      result.accept(
          row -> {
            sum[0] += number.applyAsLong(row);
            return true;
          });
      return sum[0];
    }
  }

  /** The store as a clean shutdown leaves it, without the transaction log. */
  @Override
  public long diskBytes() throws IOException {
    close();
    return Contender.bytesBelow(directory.resolve("data").resolve("databases"));
  }

  @Override
  public void close() {
    if (management != null) {
      management.shutdown();
      management = null;
    }
  }
}
