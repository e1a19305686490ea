package io.stackstate.operator.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stackstate.crds.StackPackSource;
import io.stackstate.operator.references.References;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackageFetcherTest {
  private static final byte[] PACK = "the package".getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST = FetchedPackage.sha256(PACK);

  private final Map<String, References.Data> secrets = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String layerDigest = "sha256:" + DIGEST;
  private PackageFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    fetcher =
        new PackageFetcher(
            new References() {
              @Override
              public Optional<Data> secret(String namespace, String name) {
                return Optional.ofNullable(secrets.get(name));
              }

              @Override
              public Optional<Data> configMap(String namespace, String name) {
                return Optional.empty();
              }
            },
            Optional.empty());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesFromAWebServerOnlyWhatIsNew() throws Exception {
    StackPackSource source = source("{'url':{'address':'" + root() + "/shop-1.0.0.sts'}}");

    FetchedPackage first = fetcher.fetch(source, "default", null).orElseThrow();

    assertThat(first.fileName()).isEqualTo("shop-1.0.0.sts");
    assertThat(first.bytes()).isEqualTo(PACK);
    assertThat(first.digest()).isEqualTo(DIGEST);
    assertThat(fetcher.fetch(source, "default", first.revision())).isEmpty();
    assertThat(fetcher.fetch(source, "default", "etag \"other\"")).isPresent();
  }

  @Test
  void refusesAFileWithAnotherDigest() throws Exception {
    String other = "0".repeat(64);
    StackPackSource source =
        source("{'url':{'address':'" + root() + "/a.sts','sha256':'" + other + "'}}");

    assertThatThrownBy(() -> fetcher.fetch(source, "default", null))
        .hasMessageContaining("found SHA-256 " + DIGEST + ", expected " + other);
  }

  @Test
  void credentialsGoToTheHostThatTheyAreForOnly() throws Exception {
    secrets.put("s", data("token", "hidden"));
    String address = "http://localhost:" + server.getAddress().getPort() + "/moved";

    fetcher.fetch(
        source("{'url':{'address':'" + address + "','secretRef':{'name':'s'}}}"), "default", null);

    assertThat(requests).containsExactly("/moved Bearer hidden", "/a.sts null");
  }

  @Test
  void saysWhenASecretIsMissing() throws Exception {
    StackPackSource source =
        source("{'url':{'address':'" + root() + "/a.sts','secretRef':{'name':'s'}}}");

    assertThatThrownBy(() -> fetcher.fetch(source, "default", null))
        .isInstanceOfSatisfying(
            FetchException.class,
            e -> {
              assertThat(e.reason()).isEqualTo("SecretNotFound");
              assertThat(e.isTemporary()).isTrue();
            });
  }

  @Test
  void tellsWhatTimeHelpsAgainstFromWhatItDoesNot() throws Exception {
    assertThatThrownBy(
            () -> fetcher.fetch(source("{'url':{'address':'" + root() + "/503'}}"), "d", null))
        .isInstanceOfSatisfying(FetchException.class, e -> assertThat(e.isTemporary()).isTrue());
    assertThatThrownBy(
            () -> fetcher.fetch(source("{'url':{'address':'" + root() + "/404'}}"), "d", null))
        .isInstanceOfSatisfying(FetchException.class, e -> assertThat(e.isTemporary()).isFalse());
    assertThatThrownBy(
            () -> fetcher.fetch(source("{'url':{'address':'" + root() + "/loop'}}"), "d", null))
        .hasMessageContaining("redirects more than 5 times");
  }

  @Test
  void pullsAnArtifactWithATokenOfTheAuthorizationServer() throws Exception {
    String auth = Base64.getEncoder().encodeToString("me:hidden".getBytes(StandardCharsets.UTF_8));
    secrets.put(
        "r",
        data(".dockerconfigjson", "{\"auths\":{\"" + host() + "\":{\"auth\":\"" + auth + "\"}}}"));
    StackPackSource source = oci("packs/shop:1.0.0");

    FetchedPackage pack = fetcher.fetch(source, "default", null).orElseThrow();

    assertThat(pack.bytes()).isEqualTo(PACK);
    assertThat(pack.fileName()).isEqualTo("shop.sts");
    assertThat(pack.revision()).startsWith("sha256:");
    assertThat(requests)
        .contains(
            "/v2/packs/shop/manifests/1.0.0 null",
            "/token?scope=repository%3Apacks%2Fshop%3Apull&service=registry Basic " + auth,
            "/v2/packs/shop/manifests/1.0.0 Bearer pull-token",
            "/v2/packs/shop/blobs/sha256:" + DIGEST + " Bearer pull-token");
    assertThat(fetcher.fetch(source, "default", pack.revision())).isEmpty();
    assertThat(fetcher.fetch(oci("packs/shop@" + pack.revision()), "default", null)).isPresent();
  }

  @Test
  void refusesALayerThatIsNotWhatTheManifestSays() throws Exception {
    secrets.put("r", data("token", "pull-token"));
    layerDigest = "sha256:" + "0".repeat(64);

    assertThatThrownBy(() -> fetcher.fetch(oci("packs/shop:1.0.0"), "default", null))
        .hasMessageContaining("its layer: found sha256:" + DIGEST);
  }

  @Test
  void refusesAManifestThatIsNotTheOneOfTheDigest() throws Exception {
    secrets.put("r", data("token", "pull-token"));
    String digest = "sha256:" + "0".repeat(64);

    assertThatThrownBy(() -> fetcher.fetch(oci("packs/shop@" + digest), "default", null))
        .hasMessageContaining("its manifest: found sha256:")
        .hasMessageContaining("expected " + digest);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(target + " " + authorization);
    if (target.startsWith("/v2/") && !"Bearer pull-token".equals(authorization)) {
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              "Bearer realm=\""
                  + root()
                  + "/token\",service=\"registry\",scope=\"repository:packs/shop:pull\"");
      send(exchange, 401, new byte[0]);
    } else if (target.startsWith("/v2/packs/shop/manifests/")) {
      send(exchange, 200, manifest());
    } else if (target.startsWith("/token")) {
      send(exchange, 200, "{\"token\":\"pull-token\"}".getBytes(StandardCharsets.UTF_8));
    } else if (target.equals("/moved") || target.equals("/loop")) {
      String to = target.equals("/loop") ? "/loop" : root() + "/a.sts";
      exchange.getResponseHeaders().set("Location", to);
      send(exchange, 302, new byte[0]);
    } else if (target.matches("/\\d+")) {
      send(exchange, Integer.parseInt(target.substring(1)), new byte[0]);
    } else if ("\"tag\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      send(exchange, 304, new byte[0]);
    } else {
      exchange.getResponseHeaders().set("ETag", "\"tag\"");
      send(exchange, 200, PACK);
    }
  }

  private byte[] manifest() {
    return ("{\"schemaVersion\":2,\"layers\":[{\"mediaType\":\"application/zip\",\"digest\":\""
            + layerDigest
            + "\",\"size\":11,\"annotations\":{\"org.opencontainers.image.title\":\"shop.sts\"}}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private String root() {
    return "http://" + host();
  }

  private StackPackSource oci(String image) throws IOException {
    return source(
        "{'oci':{'image':'"
            + host()
            + "/"
            + image
            + "','insecure':true,'secretRef':{'name':'r'}}}");
  }

  private static StackPackSource source(String json) throws IOException {
    return new ObjectMapper().readValue(json.replace('\'', '"'), StackPackSource.class);
  }

  private static References.Data data(String key, String value) {
    return new References.Data(Map.of(key, value.getBytes(StandardCharsets.UTF_8)), "v1");
  }
}
