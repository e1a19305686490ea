package io.stackstate.api.auth.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.RefusedException;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server whose a token is: {@code TokenReview} of {@code authentication.k8s.io/v1}.
 * Thread-safe. No token gets into a message or a log.
 */
final class TokenReviews {
  private static final Logger LOG = LoggerFactory.getLogger(TokenReviews.class);
  private static final String PATH = "/apis/authentication.k8s.io/v1/tokenreviews";

  private final KubernetesAccess access;
  private volatile HttpClient http;

  TokenReviews(KubernetesAccess access) {
    this.access = access;
  }

  /**
   * @return the service account; fails with a {@link RefusedException}: 401 when the token is none
   *     of a service account for our audience, 503 when that cannot be found out now
   */
  CompletableFuture<ServiceAccount> review(String token) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(access.apiServer() + PATH))
              .timeout(access.timeout())
              .header("Authorization", "Bearer " + Files.readString(access.tokenFile()).strip())
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .POST(BodyPublishers.ofString(body(token)))
              .build();
      return client()
          .sendAsync(request, BodyHandlers.ofString())
          .handle((answer, failure) -> failure == null ? account(answer) : unreachable(failure));
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("the API server cannot be asked: {}", e.toString());
      return CompletableFuture.failedFuture(
          unavailable("this platform has no access to the API server"));
    }
  }

  private String body(String token) {
    ObjectNode review = Json.mapper().createObjectNode();
    review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenReview");
    review.putObject("spec").put("token", token).putArray("audiences").add(access.audience());
    return review.toString();
  }

  private ServiceAccount account(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      LOG.warn("the API server answers {} to a TokenReview", answer.statusCode());
      throw unavailable(
          answer.statusCode() == 403
              ? "this platform may not review tokens: its service account needs the ClusterRole"
                  + " system:auth-delegator"
              : "the API server answers HTTP " + answer.statusCode());
    }
    JsonNode status = status(answer.body());
    if (!status.path("authenticated").asBoolean()) {
      String why = status.path("error").asText();
      throw new RefusedException(
          401,
          "not authenticated: the cluster does not accept this token for the audience "
              + access.audience()
              + (why.isBlank() ? "" : ": " + why));
    }
    requireAudience(status);
    String user = status.at("/user/username").asText();
    return ServiceAccount.ofUser(user)
        .orElseThrow(
            () ->
                new RefusedException(
                    401,
                    "not authenticated: found a token of "
                        + user
                        + ", expected one of a service account"));
  }

  private static JsonNode status(String body) {
    try {
      return Json.mapper().readTree(body).path("status");
    } catch (IOException e) {
      throw unavailable("the API server answers something else than a TokenReview");
    }
  }

  /** A server that knows no audiences accepts tokens that are meant for itself. */
  private void requireAudience(JsonNode status) {
    for (JsonNode audience : status.path("audiences")) {
      if (audience.asText().equals(access.audience())) {
        return;
      }
    }
    throw new RefusedException(
        401, "not authenticated: expected a token for the audience " + access.audience());
  }

  private static ServiceAccount unreachable(Throwable failure) {
    LOG.warn("the API server does not answer: {}", failure.toString());
    throw unavailable("the API server does not answer");
  }

  private static RefusedException unavailable(String why) {
    return new RefusedException(503, "the token cannot be checked now: " + why);
  }

  private HttpClient client() throws IOException, GeneralSecurityException {
    HttpClient known = http;
    if (known == null) {
      HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(access.timeout());
      if ("https".equals(access.apiServer().getScheme())) {
        builder.sslContext(trusting());
      }
      known = builder.build();
      http = known;
    }
    return known;
  }

  private SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(access.caFile())) {
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, ca);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
