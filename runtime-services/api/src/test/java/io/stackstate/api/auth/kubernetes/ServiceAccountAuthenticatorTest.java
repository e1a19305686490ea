package io.stackstate.api.auth.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpStatus;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.stackstate.api.auth.Authenticator;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.RefusedException;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.TokenAuthenticator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Service accounts of a cluster as callers, over the published protocol of TokenReview. */
class ServiceAccountAuthenticatorTest {
  private static final String PIPELINE = "jwt-of-ci-pipeline";
  private static final String HEADER = "x-api-servicebearer";
  private static final String ROLES =
      "roles = [{namespace: ci, serviceAccount: pipeline, role: stackstate-power-user},"
          + " {namespace: team, role: stackstate-guest}]";

  private final FakeApiServer server = new FakeApiServer();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Authenticator authenticator;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("token"), FakeApiServer.OWN_TOKEN + "\n");
    server.users.put(PIPELINE, "system:serviceaccount:ci:pipeline");
    authenticator = authenticator(ROLES);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Authenticator authenticator(String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(
                ConfigFactory.parseMap(
                    Map.of(
                        "apiServer", server.uri().toString(),
                        "tokenFile", folder.resolve("token").toString())))
            .withFallback(ConfigFactory.defaultReference().getConfig("stackstate.api.kubernetes"));
    return new ServiceAccountAuthenticator(
        new TokenAuthenticator(List.of(ServiceToken.unrestricted("service"))),
        KubernetesAccess.read(config),
        () -> now);
  }

  @Test
  void aServiceAccountHasTheRoleThatIsGivenToIt() {
    Caller caller = authenticator.identify(header(HEADER, PIPELINE)).join();

    assertThat(caller.name()).isEqualTo("service account ci/pipeline");
    assertThat(caller.may(Permission.READ_SETTINGS)).isTrue();
    assertThat(caller.may(Permission.MANAGE_SERVICE_TOKENS)).isFalse();
    assertThat(server.reviews.get(0).at("/spec/audiences/0").asText()).isEqualTo("stackstate");
  }

  @Test
  void allServiceAccountsOfANamespaceMayHaveARole() {
    server.users.put("jwt", "system:serviceaccount:team:anybody");

    Caller caller = authenticator.identify(header("authorization", "ServiceBearer jwt")).join();

    assertThat(caller.may(Permission.ACCESS_EXPLORE)).isTrue();
    assertThat(caller.may(Permission.READ_SETTINGS)).isFalse();
  }

  @Test
  void aServiceTokenStillOpensAndNobodyIsAsked() {
    assertThat(authenticator.identify(header("x-api-key", "service")).join().isUnrestricted())
        .isTrue();
    assertThat(server.reviews).isEmpty();
  }

  @Test
  void anAnswerHoldsForAShortWhile() {
    authenticator.identify(header(HEADER, PIPELINE)).join();
    authenticator.identify(header(HEADER, PIPELINE)).join();
    assertThat(server.reviews).hasSize(1);

    server.users.clear();
    now = now.plusSeconds(61);

    assertRefused(PIPELINE, 401, "invalid bearer token");
    assertRefused(PIPELINE, 401, "invalid bearer token");
    assertThat(server.reviews).hasSize(2);
  }

  @Test
  void aServiceAccountWithoutARoleIsToldSo() {
    server.users.put("jwt", "system:serviceaccount:ci:other");

    assertRefused("jwt", 401, "service account ci/other has no role in this platform");
  }

  @Test
  void aTokenOfAPersonOrANodeIsRefused() {
    server.users.put("jwt", "system:node:worker-1");

    assertRefused("jwt", 401, "found a token of system:node:worker-1");
  }

  @Test
  void aTokenForAnotherAudienceIsRefusedAlsoByServersThatKnowNone() {
    server.audiences = false;

    assertRefused(PIPELINE, 401, "expected a token for the audience stackstate");
  }

  @Test
  void thatTheRightToReviewIsMissingIsSaidAndNotRemembered() {
    server.status = HttpStatus.FORBIDDEN;
    assertRefused(PIPELINE, 503, "system:auth-delegator");

    server.status = HttpStatus.CREATED;
    assertThat(authenticator.identify(header(HEADER, PIPELINE)).join().name())
        .isEqualTo("service account ci/pipeline");
  }

  @Test
  void anApiServerThatIsAwayIsNoReasonToForgetOrToLetIn() throws Exception {
    Files.delete(folder.resolve("token"));
    assertRefused(PIPELINE, 503, "no access to the API server");
    Files.writeString(folder.resolve("token"), FakeApiServer.OWN_TOKEN);
    server.close();

    assertRefused(PIPELINE, 503, "does not answer");
  }

  @Test
  void withoutAnyCredentialsTheAnswerSaysWhatIsExpected() {
    assertThatThrownBy(() -> authenticator.identify(name -> null).join())
        .hasRootCauseMessage(Authenticator.EXPECTATION);
  }

  @Test
  void aMistakeInTheSettingsNamesItsKey() {
    assertThatThrownBy(() -> authenticator("roles = [{namespace: ci, role: boss}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kubernetes.roles.role")
        .hasMessageContaining("found boss")
        .hasMessageContaining("stackstate-guest");
    assertThatThrownBy(() -> authenticator("audience = \"\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kubernetes.audience");
  }

  private void assertRefused(String token, int status, String message) {
    assertThatThrownBy(() -> authenticator.identify(header(HEADER, token)).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused).hasMessageContaining(message).hasMessageNotContaining(token);
            });
  }

  private static java.util.function.Function<String, String> header(String name, String value) {
    return asked -> asked.equals(name) ? value : null;
  }
}
