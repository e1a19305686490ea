package io.stackstate.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.api.HttpApi;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.TokenAuthenticator;
import io.stackstate.api.http.ErrorResponses;
import io.stackstate.api.http.RequestMetrics;
import io.stackstate.api.http.Routes;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncResourcesTest {
  private static final String SHOP = "urn:stackstate:integration:test:shop";
  private static final String PATH = "/api/integrations/urn:stackstate:integration:test:shop";
  private static final String STREAMS = "/api/synchronization/topology/streams";
  private static final String BODY =
      """
      {"name":"shop","type":"CustomSync","customSync":{"instanceType":"inventory",
       "instanceUrl":"https://shop.example.org","expireAfterMillis":null}}
      """;

  private final SyncStatusBoard board = new SyncStatusBoard();
  private HttpApi http;

  @BeforeEach
  void start() {
    board.markComplete();
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));
    Routes routes =
        new Routes(
            new TokenAuthenticator(List.of(ServiceToken.unrestricted(HttpApi.TOKEN))),
            new ErrorResponses(clock, () -> "key"),
            new RequestMetrics(new SimpleMeterRegistry()));
    Synchronizations synchronizations =
        new Synchronizations(new MemorySettings(), new Nowhere(), board, clock);
    new IntegrationResource(synchronizations).bind(routes);
    new SyncStreamResource(List.of(synchronizations), board, clock).bind(routes);
    http = new HttpApi(server -> routes.bind(server, 1 << 20, Duration.ofSeconds(30)));
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void answersWhatWasPut() throws Exception {
    HttpApi.Reply put = http.put(PATH, BODY);
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().get("topic").textValue())
        .isEqualTo("sts_topo_inventory_https___shop.example.org");
    assertThat(http.get(PATH).json()).isEqualTo(put.json());
    assertThat(http.get("/api/integrations").json().get("integrations").get(0))
        .isEqualTo(put.json());
    assertThat(http.delete(PATH).status()).isEqualTo(204);
    assertThat(http.get(PATH).status()).isEqualTo(404);
    assertThat(http.delete(PATH).status()).isEqualTo(404);
  }

  @Test
  void takesTheWholeIdentifierFromOneSegment() throws Exception {
    String identifier = "urn:a%2Fb:%20%3F%C3%A9";
    JsonNode view = http.put("/api/integrations/" + identifier, BODY).json();
    assertThat(view.get("identifier").textValue()).isEqualTo("urn:a/b: ?é");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"shop\"               | \" \"    | name: found",
        "\"CustomSync\"         | \"Other\" | type: found \"Other\", expected CustomSync",
        "\"inventory\"          | null     | customSync.instanceType: found nothing",
        "\"https://shop.example.org\" | \"\" | customSync.instanceUrl: found \"\", expected a non-blank",
        "\"expireAfterMillis\":null | \"expireAfterMillis\":0 | customSync.expireAfterMillis: found 0, expected milliseconds above 0",
        "\"expireAfterMillis\":null | \"expireAfterMillis\":\"1d\" | customSync.expireAfterMillis: found \"1d\""
      })
  void namesTheFieldThatIsWrong(String old, String wrong, String message) throws Exception {
    HttpApi.Reply reply = http.put(PATH, BODY.replace(old, wrong));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").textValue()).startsWith(message);
    assertThat(http.get(PATH).status()).isEqualTo(404);
  }

  @Test
  void refusesAnIdentifierThatIsNoUrn() throws Exception {
    HttpApi.Reply reply = http.put("/api/integrations/shop", BODY);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").textValue()).startsWith("identifier: found");
  }

  @Test
  void refusesASecondIntegrationOfTheSameInstance() throws Exception {
    http.put(PATH, BODY);
    HttpApi.Reply reply = http.put("/api/integrations/urn:other", BODY);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().at("/errors/0/message").textValue()).contains(SHOP);
  }

  @Test
  void listsStreamsAsTheGenuineCommandLineReadsThem() throws Exception {
    long id = http.put(PATH, BODY).json().get("nodeId").longValue();
    board.apply(id, SynchronizationsTest.status(SyncStatus.State.Running), 1_700_000_000_000L);
    assertThat(http.get(STREAMS).raw().body())
        .isEqualTo(
            "{\"streams\":[{\"nodeId\":"
                + id
                + ",\"name\":\"shop\",\"syncIdentifier\":\""
                + SHOP
                + "\",\"createdComponents\":7,\"deletedComponents\":2,\"createdRelations\":4,"
                + "\"deletedRelations\":0,\"errors\":3,\"status\":\"Running\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identifier=urn%3Astackstate%3Aintegration%3Atest%3Ashop&identifierType=Identifier",
        "identifier=urn%3Astackstate%3Aintegration%3Atest%3Ashop",
        "identifier=ID&identifierType=NodeId",
        "identifier=ID&identifierType="
      })
  void describesAStreamByIdOrIdentifier(String query) throws Exception {
    long id = http.put(PATH, BODY).json().get("nodeId").longValue();
    board.apply(id, SynchronizationsTest.status(SyncStatus.State.Running), 1_700_000_000_000L);
    JsonNode sync = http.get(STREAMS + "/sync?" + query.replace("ID", "" + id)).json();
    assertThat(sync.at("/item/nodeId").longValue()).isEqualTo(id);
    assertThat(sync.at("/errorDetails/0/level").textValue()).isEqualTo("WARN");
    assertThat(sync.at("/errorDetails/0/externalId").textValue()).isEqualTo("a");
    JsonNode latency = http.get(STREAMS + "/status?identifier=" + id).json();
    assertThat(latency.at("/latencySeconds/0/value").doubleValue()).isEqualTo(0.12);
    assertThat(http.post(STREAMS + "/clearErrors?" + query.replace("ID", "" + id), "").status())
        .isEqualTo(204);
  }

  @Test
  void answersForAStreamThatDoesNotExist() throws Exception {
    HttpApi.Reply missing = http.get(STREAMS + "/sync?identifier=5&identifierType=NodeId");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.raw().body())
        .isEqualTo("{\"message\":\"synchronization 5 does not exist\"}");
    HttpApi.Reply invalid = http.get(STREAMS + "/sync?identifier=x&identifierType=NodeId");
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.json().get("message").textValue())
        .isEqualTo("identifier: found x, expected the id of a node");
  }

  /** Publication is not what is tested here. */
  private static final class Nowhere implements SettingsPublication {
    @Override
    public void publish(SyncSettings settings) {
      assertThat(settings.identifier()).startsWith("urn:");
    }

    @Override
    public void retract(long id) {
      assertThat(id).isPositive();
    }
  }
}
