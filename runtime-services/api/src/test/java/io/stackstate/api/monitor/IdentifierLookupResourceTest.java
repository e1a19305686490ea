package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.topology.Concept;
import io.stackstate.api.topology.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierLookupResourceTest {
  private static final String PATH = "/api/monitors/identifierLookup";

  private static HttpApi http;

  @BeforeAll
  static void start() {
    http =
        TestRoutes.serve(
            routes ->
                new IdentifierLookupResource(
                        Fixture::snapshot,
                        (query, most) ->
                            List.of(
                                Map.of("__name__", query, "db", "cart-db"),
                                Map.of("__name__", query + "_2", "db", "cart-db"),
                                Map.of("__name__", query, "db", "nowhere")))
                    .bind(routes));
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @Test
  void seriesOfAQueryAreComparedWithComponentsOfAType() throws Exception {
    String expected =
        """
        {"suggestions":[{"identifierTemplate":"urn:x:${db}","score":0.5,"totalMatches":1}],"componentsInspected":2,"timeseriesInspected":2}""";

    assertThat(
            http.post(PATH, "{\"componentTypeName\":\"database\",\"metricQuery\":\"disk\"}")
                .raw()
                .body())
        .isEqualTo(expected);
    assertThat(
            http.post(
                    PATH,
                    "{\"componentType\":%d,\"metricQuery\":\"disk\",\"topN\":1}"
                        .formatted(Concept.COMPONENT_TYPE.id("database")))
                .raw()
                .body())
        .isEqualTo(expected);
  }

  @Test
  void seriesMayStandInTheRequest() throws Exception {
    HttpApi.Reply reply =
        http.post(
            PATH,
            "{\"componentTypeName\":\"host\",\"timeSeries\":[{\"labels\":{\"h\":\"host-7\"}}]}");

    assertThat(reply.json().at("/suggestions/0/identifierTemplate").asText())
        .isEqualTo("urn:x:${h}");
    assertThat(reply.json().at("/suggestions/0/score").asDouble()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|componentTypeName: found nothing, expected the name of a component type, or its id",
        "{\"componentType\":5}|componentType: found 5, expected the id of a type that some component",
        "{\"componentTypeName\":\"host\"}|metricQuery: found nothing, expected a non-blank string",
        "{\"componentTypeName\":\"host\",\"topN\":0}|topN: found 0, expected a whole number above 0"
      })
  void whatIsMissingIsNamed(String body, String message) throws Exception {
    HttpApi.Reply reply = http.post(PATH, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").asText()).startsWith(message);
  }
}
