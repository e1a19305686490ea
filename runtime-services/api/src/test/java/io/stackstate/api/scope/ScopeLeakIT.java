package io.stackstate.api.scope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.api.HttpApi;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.ServiceTokens;
import io.stackstate.api.auth.TokenAuthenticator;
import io.stackstate.api.history.ChangesResource;
import io.stackstate.api.history.ElementHistoryResource;
import io.stackstate.api.http.ErrorResponses;
import io.stackstate.api.http.RequestMetrics;
import io.stackstate.api.http.Routes;
import io.stackstate.api.stql.StqlResource;
import io.stackstate.api.topology.ComponentResource;
import io.stackstate.api.topology.ExplainResource;
import io.stackstate.api.topology.ExportResource;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.RelationResource;
import io.stackstate.api.topology.SnapshotLimits;
import io.stackstate.api.topology.SnapshotResource;
import io.stackstate.api.topology.SuggestionResource;
import io.stackstate.api.topology.Topologies;
import io.stackstate.api.topology.TopologyQueryResource;
import io.stackstate.functions.api.MadeSource;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.topology.TopologySnapshot;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random topologies and scopes: no answer holds anything of what is out of scope. */
class ScopeLeakIT {
  private static final long START = System.currentTimeMillis() - 3_600_000;
  private static final int COMMITS = 30;
  private static final long END = START + 1000L * COMMITS;

  /** All mean the components of team a. */
  private static final List<String> SCOPES =
      List.of(
          "[\"label = \\\"team:a\\\"\"]",
          "[\"domain = A0\", \"domain = A1\"]",
          "[\"label != \\\"team:b\\\"\"]",
          "[\"environment IN (open-environment) AND NOT type = secret-type\"]");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void showsNothingOfWhatIsOutOfScope(int seed) throws Exception {
    RandomTeams teams = new RandomTeams(new Random(seed));
    List<ServiceToken> tokens = tokens(SCOPES.get(seed % SCOPES.size()));
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory);
        HttpApi http = serve(graph, tokens)) {
      for (int i = 0; i < COMMITS; i++) {
        graph.apply(List.of(teams.next(i, START + 1000L * i)), i + 1L);
      }
      for (Ask ask : asks()) {
        String answer = body(http, ask, "scoped");
        String wanted = ask.body == null ? ask.path : ask.path + " " + ask.body;
        assertThat(withoutEcho(answer, ask)).as(wanted).doesNotContain(RandomTeams.SECRET);
      }
      answersWhatIsInScope(http, teams);
    }
  }

  private record Ask(String path, String body) {}

  private void answersWhatIsInScope(HttpApi http, RandomTeams teams) throws Exception {
    Ask list = new Ask("/api/topology/query", "{\"query\":\"\",\"fields\":[\"id\"]}");
    List<Long> ids = new ArrayList<>();
    json(http, list).get("components").forEach(c -> ids.add(c.get("id").longValue()));
    assertThat(ids).containsExactlyInAnyOrderElementsOf(teams.open());
    assertThat(body(http, list, "all")).isNotEqualTo(body(http, list, "scoped"));
    Ask export = new Ask("/api/topology/export", null);
    assertThat(body(http, export, "all")).contains(RandomTeams.SECRET);
    int versions = 0;
    for (long id = 1; id <= RandomTeams.COMPONENTS; id++) {
      JsonNode history =
          json(http, new Ask("/api/components/" + id + "/history?from=" + START, null));
      versions += history.path("versions").size();
      boolean there = history.path("atEnd").isObject();
      assertThat(there).as("component %d", id).isEqualTo(teams.open().contains(id));
    }
    assertThat(versions).isPositive();
  }

  private static List<Ask> asks() {
    List<Ask> asks = new ArrayList<>();
    List<String> queries =
        List.of(
            "",
            "name = \\\"secret-3\\\" OR type = \\\"secret-type\\\"",
            "NOT label = \\\"team:a\\\"",
            "withNeighborsOf(components = (name = \\\"secret-2\\\"), levels = \\\"2\\\")",
            "withNeighborsOf(components = (label = \\\"team:a\\\"), levels = \\\"all\\\")");
    for (long time : new long[] {START, START + 7_500, START + 20_000, END}) {
      for (String query : queries) {
        asks.addAll(queries(query, time));
      }
      for (long id = 1; id <= RandomTeams.COMPONENTS; id++) {
        asks.add(new Ask("/api/components/" + id + "?topologyTime=" + time, null));
      }
      for (long id = 1; id <= RandomTeams.RELATIONS; id++) {
        asks.add(new Ask("/api/relations/" + (100 + id) + "?topologyTime=" + time, null));
      }
    }
    asks.addAll(histories());
    for (String field : List.of("name", "type", "layer", "domain", "label", "identifier")) {
      asks.add(new Ask("/api/topology/suggestions?limit=1000&field=" + field, null));
      String query = field + " = ";
      asks.add(new Ask("/api/stql/complete", "{\"query\":\"" + query + "\",\"limit\":1000}"));
    }
    return asks;
  }

  private static List<Ask> queries(String query, long time) {
    String asked = "{\"query\":\"" + query + "\"";
    return List.of(
        new Ask("/api/snapshot", asked + ",\"metadata\":{\"queryTime\":" + time + "}}"),
        new Ask("/api/topology/query", asked + ",\"at\":" + time + ",\"order\":\"-name\"}"),
        new Ask("/api/topology/query", asked + ",\"at\":" + time + ",\"groupBy\":[\"label\"]}"),
        new Ask("/api/topology/query", asked + ",\"at\":" + time + ",\"count\":true}"),
        new Ask("/api/stql/explain", asked + ",\"at\":" + time + "}"),
        new Ask("/api/topology/changes", asked + ",\"from\":" + START + ",\"to\":" + time + "}"),
        new Ask("/api/topology/export?at=" + time + "&query=" + encoded(query), null),
        new Ask("/api/topology/count?time=" + time + "&query=" + encoded(query), null),
        new Ask(
            "/api/topology/diff?from=" + START + "&to=" + time + "&query=" + encoded(query), null));
  }

  private static List<Ask> histories() {
    List<Ask> asks = new ArrayList<>();
    String interval = "/history?from=" + START + "&to=" + END;
    for (long id = 1; id <= RandomTeams.COMPONENTS; id++) {
      asks.add(new Ask("/api/components/" + id + interval, null));
      asks.add(new Ask("/api/components/urn:secret:" + id + interval, null));
      asks.add(new Ask("/api/components?identifier=urn:secret:" + id, null));
      asks.add(new Ask("/api/components/urn:shared:" + id % 4 + interval, null));
    }
    for (long id = 1; id <= RandomTeams.RELATIONS; id++) {
      asks.add(new Ask("/api/relations/" + (100 + id) + interval, null));
    }
    return asks;
  }

  /** What was asked for comes back in some errors and explanations. */
  private static String withoutEcho(String answer, Ask ask) {
    String left = answer.replaceAll("Component urn:secret:\\d+ does not exist", "");
    left = left.replaceAll("\"objectId\":\"urn:secret:\\d+\"", "");
    return ask.path.startsWith("/api/stql/explain")
        ? left.replaceAll("\"(query|text)\":\"(\\\\.|[^\"\\\\])*\"", "")
        : left;
  }

  private static JsonNode json(HttpApi http, Ask ask) throws Exception {
    return io.stackstate.model.Json.mapper().readTree(body(http, ask, "scoped"));
  }

  private static String body(HttpApi http, Ask ask, String token) throws Exception {
    HttpRequest.Builder request = http.anonymous(ask.path).header("X-API-Key", token);
    if (ask.body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(ask.body));
    }
    HttpApi.Reply reply = http.send(request);
    assertThat(reply.status()).as(ask + reply.raw().body()).isIn(200, 404);
    return reply.raw().body();
  }

  private static String encoded(String query) {
    return java.net.URLEncoder.encode(
        query.replace("\\", ""), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<ServiceToken> tokens(String scopes) {
    return ServiceTokens.read(
        ConfigFactory.parseString(
            "stackstate.api.tokens = [all, {token: scoped, name: team-a, scopes: "
                + scopes
                + "}]"));
  }

  private static HttpApi serve(StackGraph graph, List<ServiceToken> tokens) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(END));
    InstantSource real = InstantSource.system();
    Topologies topologies = new Applied(graph);
    Duration limit = Duration.ofSeconds(30);
    QueryGate gate =
        new QueryGate(
            topologies, new SnapshotLimits(10_000, 10_000, 10_000, 8, limit, limit), real);
    Routes routes =
        new Routes(
            new TokenAuthenticator(tokens),
            new ErrorResponses(real, () -> "key"),
            new RequestMetrics(new SimpleMeterRegistry()));
    new SnapshotResource(gate).bind(routes);
    new TopologyQueryResource(gate).bind(routes);
    new SuggestionResource(gate).bind(routes);
    new ExplainResource(gate).bind(routes);
    new ExportResource(gate).bind(routes);
    new StqlResource(topologies).bind(routes);
    new ElementHistoryResource(graph, element -> List.of(), topologies, limit, clock).bind(routes);
    new ChangesResource(graph, topologies, gate, clock).bind(routes);
    new ComponentResource(topologies, limit, real, MadeSource.NONE).bind(routes);
    new RelationResource(topologies, limit, real, MadeSource.NONE).bind(routes);
    return new HttpApi(server -> routes.bind(server, 1 << 20, limit));
  }

  /** What was applied is all there is. */
  private record Applied(StackGraph graph) implements Topologies {
    @Override
    public TopologySnapshot now() {
      try {
        return graph.at(END);
      } catch (DataUnavailableException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public TopologySnapshot at(long timeMillis, Instant deadline) throws DataUnavailableException {
      return graph.at(timeMillis);
    }

    @Override
    public void awaitHistory(long timeMillis, Instant deadline) {
      assertThat(graph.appliedCommit()).isEqualTo(COMMITS - 1);
    }
  }
}
