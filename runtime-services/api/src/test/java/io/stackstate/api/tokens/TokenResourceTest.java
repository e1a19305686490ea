package io.stackstate.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.api.HttpApi;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.Role;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.TokenAuthenticator;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ErrorResponses;
import io.stackstate.api.http.RequestMetrics;
import io.stackstate.api.http.Routes;
import io.stackstate.api.sync.MemorySettings;
import io.stackstate.stackgraph.SettingsNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenResourceTest {
  private static final String PATH = "/api/security/tokens";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final MemorySettings store = new MemorySettings();
  private HttpApi http;

  @BeforeEach
  void start() {
    http = serve();
  }

  @AfterEach
  void stop() {
    http.close();
  }

  /** As after a restart: only the store is the same. */
  private HttpApi serve() {
    IssuedTokens tokens = new IssuedTokens(store, now::get);
    Caller team = new Caller("team", Role.ADMIN.permissions(), List.of());
    Routes routes =
        new Routes(
            new TokenAuthenticator(
                List.of(
                    ServiceToken.unrestricted(HttpApi.TOKEN), new ServiceToken("svctok-a", team)),
                tokens),
            new ErrorResponses(now::get, () -> "key"),
            new RequestMetrics(new SimpleMeterRegistry()));
    new TokenResource(tokens, now::get).bind(routes);
    routes.get(Permission.ACCESS_EXPLORE, "/api/explore", call -> Answer.noContent());
    routes.get(Permission.READ_SETTINGS, "/api/settings", call -> Answer.noContent());
    routes.get("/api/rest", call -> Answer.noContent());
    routes.get(Permission.ACCESS_ADMIN_API, "/admin/x", call -> Answer.noContent());
    return new HttpApi(server -> routes.bind(server, 1 << 20, Duration.ofSeconds(60)));
  }

  @Test
  void showsTheSecretOnceAndKeepsOnlyItsHash() throws Exception {
    JsonNode created = create("ci", "stackstate-guest", null);
    String secret = created.get("token").asText();
    assertThat(secret).matches("svctok-[0-9a-f]{64}");
    assertThat(created.get("name").asText()).isEqualTo("ci");
    assertThat(created.has("expiration")).isFalse();

    String list = http.get(PATH).raw().body();
    assertThat(list)
        .isEqualTo(
            "[{\"lastUpdateTimestamp\":%d,\"id\":%d,\"name\":\"ci\",\"roles\":[\"stackstate-guest\"]}]"
                .formatted(START.toEpochMilli(), created.get("id").asLong()));
    assertThat(store.list(IssuedToken.TYPE))
        .singleElement()
        .extracting(SettingsNode::json)
        .asString()
        .doesNotContain(secret)
        .doesNotContain(secret.substring("svctok-".length()));
  }

  @Test
  void aTokenLivesThroughARestartUntilItIsDeleted() throws Exception {
    JsonNode created = create("ci", "stackstate-guest", null);
    String secret = created.get("token").asText();
    http.close();
    http = serve();
    assertThat(status(secret, "/api/explore")).isEqualTo(204);

    String path = PATH + "/" + created.get("id").asLong();
    assertThat(http.delete(path).status()).isEqualTo(204);
    assertThat(status(secret, "/api/explore")).isEqualTo(401);
    assertThat(http.delete(path).status()).isEqualTo(404);
    assertThat(store.list(IssuedToken.TYPE)).isEmpty();
  }

  @Test
  void aTokenEndsWhenItExpires() throws Exception {
    long end = START.plusSeconds(60).toEpochMilli();
    JsonNode created = create("ci", "stackstate-guest", end);
    assertThat(created.get("expiration").asLong()).isEqualTo(end);
    String secret = created.get("token").asText();
    now.set(START.plusSeconds(59));
    assertThat(status(secret, "/api/explore")).isEqualTo(204);
    now.set(START.plusSeconds(60));
    assertThat(status(secret, "/api/explore")).isEqualTo(401);
    assertThat(http.get(PATH).json().at("/0/expiration").asLong()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "stackstate-admin,204,204,204,403,200",
    "stackstate-platform-admin,403,403,403,204,403",
    "stackstate-power-user,204,204,403,403,403",
    "stackstate-guest,204,403,403,403,403"
  })
  void rolesSayWhatATokenMayDo(
      String role, int explore, int settings, int rest, int admin, int tokens) throws Exception {
    String secret = create("x", role, null).get("token").asText();
    assertThat(status(secret, "/api/explore")).isEqualTo(explore);
    assertThat(status(secret, "/api/settings")).isEqualTo(settings);
    assertThat(status(secret, "/api/rest")).isEqualTo(rest);
    assertThat(status(secret, "/admin/x")).isEqualTo(admin);
    assertThat(status(secret, PATH)).isEqualTo(tokens);
  }

  @Test
  void refusesAnExpirationInThePast() throws Exception {
    HttpApi.Reply reply =
        http.post(
            PATH,
            "{\"name\":\"a\",\"roles\":[\"stackstate-guest\"],\"expiryDate\":%d}"
                .formatted(START.toEpochMilli()));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("_type").asText()).isEqualTo("ServiceTokenInvalidExpiryError");
    assertThat(reply.json().get("message").asText()).startsWith("expiryDate: found ");
    assertThat(store.list(IssuedToken.TYPE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name: found nothing, expected a non-blank string",
        "{\"name\":\"a\"}|roles: found nothing, expected some of stackstate-admin,",
        "{\"name\":\"a\",\"roles\":[\"king\"]}|roles: found [\"king\"], expected some of",
        "{\"name\":\"a\",\"roles\":[\"stackstate-guest\"],\"expiryDate\":\"soon\"}"
            + "|expiryDate: found \"soon\", expected epoch milliseconds",
        "{\"name\":\"a\",\"roles\":[\"stackstate-guest\"],\"dedicatedSubject\":\"x\"}"
            + "|dedicatedSubject: found \"x\", expected nothing"
      })
  void refusesWhatIsNoToken(String body, String message) throws Exception {
    HttpApi.Reply reply = http.post(PATH, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").asText()).startsWith(message);
  }

  @Test
  void nobodyMakesATokenThatMayMoreThanThey() throws Exception {
    String body = "{\"name\":\"a\",\"dedicatedSubject\":\"\",\"roles\":[\"%s\"]}";
    HttpRequest.Builder request = http.anonymous(PATH).header("X-API-Key", "svctok-a");
    HttpApi.Reply refused =
        http.send(
            request.POST(
                HttpRequest.BodyPublishers.ofString(body.formatted("stackstate-platform-admin"))));
    assertThat(refused.status()).isEqualTo(403);
    HttpApi.Reply made =
        http.send(
            request.POST(HttpRequest.BodyPublishers.ofString(body.formatted("stackstate-admin"))));
    assertThat(made.status()).isEqualTo(200);
  }

  private JsonNode create(String name, String role, Long expiration) throws Exception {
    String end = expiration == null ? "" : ",\"expiryDate\":" + expiration;
    HttpApi.Reply reply =
        http.post(PATH, "{\"name\":\"%s\",\"roles\":[\"%s\"]%s}".formatted(name, role, end));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  private int status(String secret, String path) throws Exception {
    return http.send(http.anonymous(path).header("Authorization", "ApiKey " + secret).GET())
        .status();
  }
}
