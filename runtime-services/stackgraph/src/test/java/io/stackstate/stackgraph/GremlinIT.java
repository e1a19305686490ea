package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.gremlin.GremlinAnswer;
import io.stackstate.stackgraph.gremlin.GremlinException;
import io.stackstate.stackgraph.gremlin.GremlinException.Reason;
import io.stackstate.stackgraph.gremlin.GremlinLimits;
import io.stackstate.stackgraph.gremlin.GremlinRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GremlinIT {
  private static final GremlinLimits LIMITS =
      new GremlinLimits(Duration.ofSeconds(60), 1_000_000, 1_000, () -> false);

  private static final int COMPONENTS = 40;
  private static StackGraph graph;

  /** A chain, with a setting that holds a secret beside it. */
  @BeforeAll
  static void open(@TempDir Path directory) {
    graph = StackGraph.open(ConfigFactory.load(), directory);
    List<Change> changes = new ArrayList<>();
    for (int n = 0; n < COMPONENTS; n++) {
      changes.add(SampleTopology.component(n, "name-" + n));
    }
    for (int n = 1; n < COMPONENTS; n++) {
      changes.add(SampleTopology.relation(n, n, n - 1));
    }
    changes.add(SampleTopology.componentHealth(3, HealthState.CRITICAL));
    graph.apply(List.of(new Commit(1, System.currentTimeMillis(), changes)), 2);
    graph
        .settings()
        .put(new SettingsNode(5, "Sync", "urn:secret", "secret", "{\"key\":\"secret\"}", 1));
  }

  @AfterAll
  static void close() {
    graph.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g.V().count()|[40]",
        "g.V().hasLabel('component').count()|[40]",
        "g.E().count()|[39]",
        "g.V().has('name','name-3').limit(5).values('name')|[\"name-3\"]",
        "g.V().has('name','name-3').out().values('name').toList()|[\"name-2\"]",
        "g.V().has('name','name-3').both('relation').values('name').order()|[\"name-2\",\"name-4\"]",
        "g.V().has('name','name-9').repeat(out()).times(3).values('name')|[\"name-6\"]",
        "g.V().has('name','name-3').values('health')|[\"CRITICAL\"]",
        "g.V().has('name','name-3').values('labels')|[[\"cluster:eu-3\",\"team:shop-3\",\"managed\"]]",
        "g.V().has('name',wanted).in().values('name')|[\"name-6\"]",
        "g.V().groupCount().by('type')|[{\"server\":14,\"service\":26}]",
        "g.V().label().dedup()|[\"component\"]",
        "g.V().has('name',within('name-1','name-2')).as('a').select('a').values('name').order()|[\"name-1\",\"name-2\"]",
        "g.V().has('name','name-1').V().has('name','name-2').values('name')|[\"name-2\"]",
        "g.V().match(__.as('a').out().as('b')).select('b').dedup().count()|[39]",
        "g.inject(1,2).math('_ * 2')|[2.0,4.0]"
      })
  void answersTraversals(String text, String expected) throws Exception {
    assertThat(Json.mapper().readTree(run(text, false).data()).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g.V()",
        "g.V().hasLabel('setting')",
        "g.V().has('identifier','urn:secret')",
        "g.V().has('nodeType','Sync')",
        "g.V().hasNot('elementId')",
        "g.V().union(V().hasLabel('setting'),V().hasLabel('history'))",
        "g.inject(1).V().has('identifier','urn:secret').valueMap()",
        "g.inject(1).map(V().has('identifier','urn:secret').values('json'))",
        "g.V().properties()",
        "g.V().limit(1).repeat(V()).times(1)",
        "g.V().limit(1).local(V().hasLabel('root','history'))",
        "g.V().limit(1).coalesce(V().has('identifier','urn:secret'),V().has('json'))",
        "g.union(V().has('identifier','urn:secret'))"
      })
  void showsNothingOfSettingsAndHistory(String text) throws Exception {
    String data = new String(run(text, true).data(), "UTF-8");
    assertThat(data).doesNotContain("secret").doesNotContain("setting").doesNotContain("history");
  }

  @Test
  void reachesNoOtherVertexByItsId() throws Exception {
    List<Long> ids = new ArrayList<>();
    graph.database().read(tx -> tx.traversal().V().id().toList()).forEach(id -> ids.add((Long) id));
    assertThat(ids).hasSizeGreaterThan(COMPONENTS);
    for (long id : ids) {
      JsonNode found = Json.mapper().readTree(run("g.V(" + id + "L).label()", false).data());
      assertThat(found.toString()).isIn("[\"component\"]", "[]");
    }
    JsonNode all = Json.mapper().readTree(run("g.V().id()", false).data());
    assertThat(all).hasSize(COMPONENTS);
  }

  @Test
  void writesGraphsonWithAndWithoutTypes() throws Exception {
    JsonNode typed = Json.mapper().readTree(run("g.V().has('name','name-3')", true).data());
    assertThat(typed.at("/@type").asText()).isEqualTo("g:List");
    assertThat(typed.at("/@value/0/@type").asText()).isEqualTo("g:Vertex");
    assertThat(typed.at("/@value/0/@value/label").asText()).isEqualTo("component");
    assertThat(typed.findValuesAsText("record")).isEmpty();
    JsonNode edge = Json.mapper().readTree(run("g.E().limit(1)", false).data()).get(0);
    assertThat(edge.get("type").asText()).isEqualTo("edge");
    assertThat(edge.get("label").asText()).isEqualTo("relation");
    JsonNode path =
        Json.mapper().readTree(run("g.V().has('name','name-3').out().path()", false).data());
    assertThat(path.at("/0/objects")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g.addV('component')|addV() is not permitted: the graph can only be read here",
        "g.V().drop()|drop() is not permitted: the graph can only be read here",
        "g.V().property('name','x')|property() is not permitted: the graph can only be read here",
        "g.V().local(addE('relation').to(V()))|addE() is not permitted: the graph can only be read here",
        "g.V().sideEffect(drop())|drop() is not permitted: the graph can only be read here",
        "g.withStrategies(ReadOnlyStrategy).V()|withStrategies() is not offered here",
        "g.io('/etc/passwd').read()|io() is not offered here",
        "g.call('--list')|call() is not offered here",
        "g.inject('a').repeat(concat(identity())).times(60)|concat() is not offered here",
        "g.inject(1).repeat(union(identity(),identity()).fold()).times(60)|fold() is not offered within repeat()",
        "g.V().next()|next() is not offered here: all results are answered without it",
        "g.V().iterate()|iterate() is not offered here: all results are answered without it",
        "g.V().has('name',regex('(a+)+b'))|TextP.regex() is not offered here"
      })
  void refusesWhatDoesNotOnlyRead(String text, String message) {
    assertThatThrownBy(() -> run(text, false))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
        .hasMessageStartingWith(message);
    assertThat(graph.verify()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g.withoutStrategies(SubgraphStrategy).V()",
        "g.withoutStrategies(ReadOnlyStrategy,SubgraphStrategy).V().drop()",
        "g.withStrategies(new PartitionStrategy(partitionKey: 'a')).V()",
        "g.with('evaluationTimeout',0L).V()",
        "g.withComputer().V()"
      })
  void takesNoLimitAway(String text) {
    assertThatThrownBy(() -> run(text, false))
        .isInstanceOfSatisfying(
            GremlinException.class,
            e -> assertThat(e.reason()).isIn(Reason.FORBIDDEN, Reason.SYNTAX));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g.V(|line 1, column 5",
        "g.V().hasLable('x')|line 1, column 7",
        "x|line 1, column 1",
        "g|found no traversal",
        "System.exit(1)|line 1, column 1",
        "g.V(); g.E()|found 2 traversals",
        "g.tx().commit()|found no traversal",
        "g.V().has('name',unknown)|No variable found for unknown"
      })
  void tellsWhereTheTextIsWrong(String text, String message) {
    assertThatThrownBy(() -> run(text, false))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SYNTAX))
        .hasMessageStartingWith(message);
  }

  /** Whatever is asked, there is an answer or one line that says why not. */
  @Test
  void survivesWhateverIsAsked() {
    String[] tokens =
        ("g . V() E() out() in() both() ( ) ' \" \\ has('name','x') repeat( times(2) values('name')"
                + " , [ ] {} ; __ union( drop() addV() 1 -1 1.5 null path() fold() count()"
                + " group().by( select('a') as('a') match( P.gt(1) regex('a*') \u0000 \uD800 \n /*")
            .split(" ");
    Random random = new Random(7);
    GremlinLimits brief = new GremlinLimits(Duration.ofMillis(100), 10_000, 10, () -> false);
    int answers = 0;
    for (int i = 0; i < 1_500; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(3) > 0 ? "g.V()" : "");
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(random.nextInt(4) > 0 ? "." : "");
        text.append(tokens[random.nextInt(tokens.length)]);
      }
      try {
        graph.gremlin().run(request(text.toString(), random.nextBoolean()), brief);
        answers++;
      } catch (GremlinException e) {
        assertThat(e.getMessage()).as(text.toString()).isNotBlank().doesNotContain("\n");
      }
    }
    assertThat(answers).isPositive();
    assertThat(graph.verify()).isEmpty();
  }

  /** It is read and compiled by recursion. */
  @Test
  void survivesAVeryLongChain() {
    String chain = "g.V()" + ".out()".repeat(1_600);
    int results;
    try {
      results = run(chain, false).results();
    } catch (GremlinException e) {
      assertThat(e.reason()).isIn(Reason.SYNTAX, Reason.FAILED);
      results = 0;
    }
    assertThat(results).isZero();
  }

  @Test
  void refusesDeepNestingAndLongTextsPolitely() {
    String deep = "g.V()" + ".local(out()".repeat(10_000) + ")".repeat(10_000);
    for (String text : List.of(deep, deep.substring(0, 9_000), "(".repeat(10_000))) {
      assertThatThrownBy(() -> run(text, false))
          .isInstanceOfSatisfying(
              GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SYNTAX));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g.inject(1).repeat(identity())",
        "g.V().repeat(both())",
        "g.V().repeat(both()).emit().count()"
      })
  void endsTraversalsThatNeverDo(String text) {
    GremlinLimits brief =
        new GremlinLimits(Duration.ofMillis(200), Long.MAX_VALUE, 10, () -> false);
    assertThatThrownBy(() -> graph.gremlin().run(request(text, false), brief))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void limitsWhatIsVisitedAndAnswered() throws Exception {
    GremlinLimits few = new GremlinLimits(Duration.ofSeconds(60), 100, 5, () -> false);
    GremlinAnswer first = graph.gremlin().run(request("g.V().values('name')", false), few);
    assertThat(first.results()).isEqualTo(5);
    assertThat(first.complete()).isFalse();
    assertThat(run("g.V().limit(5)", false).complete()).isTrue();
    assertThatThrownBy(
            () -> graph.gremlin().run(request("g.V().both().both().count()", false), few))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessage("the traversal visits more than 100 elements");
  }

  @Test
  void refusesValuesThatDoubleWithEachStep() {
    String doubling = ".union(identity(),identity()).fold()";
    assertThatThrownBy(() -> run("g.inject(1)" + doubling.repeat(30), false))
        .isInstanceOf(GremlinException.class)
        .hasMessage("more than 8 steps like fold() are not offered");
    String wide = ".union(" + "identity(),".repeat(20) + "identity()).fold()";
    assertThatThrownBy(() -> run("g.inject(1)" + wide.repeat(5), false))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void stopsWhenNobodyWaits() {
    GremlinLimits cancelled = new GremlinLimits(Duration.ofSeconds(60), 100, 5, () -> true);
    assertThatThrownBy(() -> graph.gremlin().run(request("g.V()", false), cancelled))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
  }

  @Test
  void tellsWhyATraversalFailed() {
    assertThatThrownBy(() -> run("g.V().has('name','name-3').values('name').sum()", false))
        .isInstanceOfSatisfying(
            GremlinException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));
  }

  private static GremlinAnswer run(String text, boolean typed) throws GremlinException {
    return graph.gremlin().run(request(text, typed), LIMITS);
  }

  private static GremlinRequest request(String text, boolean typed) {
    return new GremlinRequest(text, Map.of("wanted", "name-5"), typed);
  }
}
