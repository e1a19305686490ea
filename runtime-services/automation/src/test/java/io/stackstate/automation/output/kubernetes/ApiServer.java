package io.stackstate.automation.output.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.broker.FreePort;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real kube-apiserver over a real etcd, with RBAC; no node runs anything. */
final class ApiServer {
  static final String HANDLERS = "token-of-event-handlers";
  private static final String ADMIN = "token-of-the-administrator";

  private final Path folder;
  private final int port = FreePort.find();
  private final Process etcd;
  private final Process server;
  private HttpClient http;

  /** Where {@code e2e/cluster} puts the programs; empty where they are not. */
  static Optional<Path> programs() {
    String chosen = System.getenv("STACKSTATE_KUBE_BIN");
    String cache = System.getenv("XDG_CACHE_HOME");
    Path bin =
        chosen != null && !chosen.isBlank()
            ? Path.of(chosen)
            : (cache == null || cache.isBlank()
                    ? Path.of(System.getProperty("user.home"), ".cache")
                    : Path.of(cache))
                .resolve("stackstate-e2e/bin");
    return Optional.of(bin).filter(found -> Files.isExecutable(found.resolve("kube-apiserver")));
  }

  private static Path etcd(Path bin) {
    return Stream.of(bin.resolve("etcd"), Path.of("/usr/bin/etcd"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param user of {@link #HANDLERS}
   */
  ApiServer(Path bin, Path folder, String user) throws Exception {
    this.folder = folder;
    String client = "http://127.0.0.1:" + FreePort.find();
    String peer = "http://127.0.0.1:" + FreePort.find();
    etcd =
        start(
            "etcd",
            etcd(bin).toString(),
            "--data-dir=" + folder.resolve("etcd"),
            "--unsafe-no-fsync=true",
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer);
    Path tokens = folder.resolve("tokens.csv");
    Files.writeString(
        tokens, ADMIN + ",admin,1,\"system:masters\"\n" + HANDLERS + "," + user + ",2\n");
    Path key = key();
    server =
        start(
            "kube-apiserver",
            bin.resolve("kube-apiserver").toString(),
            "--etcd-servers=" + client,
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + folder.resolve("certificates"),
            "--token-auth-file=" + tokens,
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + key,
            "--service-account-signing-key-file=" + key,
            "--disable-admission-plugins=ServiceAccount",
            "--endpoint-reconciler-type=none");
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> send("GET", "/readyz", null).equals("ok"));
  }

  private Process start(String name, String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private Path key() throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
    return Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded)
            + "\n-----END PRIVATE KEY-----\n");
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /** The authority that its certificate is of. */
  String certificate() {
    try {
      return Files.readString(folder.resolve("certificates/apiserver.crt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the administrator. */
  JsonNode get(String path) throws Exception {
    return Json.mapper().readTree(send("GET", path, null));
  }

  /** As the administrator. */
  void create(String path, JsonNode object) throws Exception {
    JsonNode made = Json.mapper().readTree(send("POST", path, object.toString()));
    assertThat(made.path("kind").asText()).as(made.toString()).isNotEqualTo("Status");
  }

  /** As the administrator, in YAML. */
  void create(String path, String yaml) throws Exception {
    create(path, new YAMLMapper().readTree(yaml));
  }

  /** Whether the event handlers may do something. */
  boolean mayHandlers(String verb, String group, String resource, String namespace)
      throws Exception {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SubjectAccessReview");
    ObjectNode spec = review.putObject("spec").put("user", "event-handlers");
    spec.putObject("resourceAttributes")
        .put("verb", verb)
        .put("group", group)
        .put("resource", resource)
        .put("namespace", namespace);
    String path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    return Json.mapper()
        .readTree(send("POST", path, review.toString()))
        .at("/status/allowed")
        .asBoolean();
  }

  private String send(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + ADMIN)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return http().send(request.build(), BodyHandlers.ofString()).body();
  }

  private HttpClient http() throws GeneralSecurityException, IOException {
    if (http == null) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      try (InputStream pem = Files.newInputStream(folder.resolve("certificates/apiserver.crt"))) {
        int number = 0;
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
          store.setCertificateEntry("ca-" + number++, each);
        }
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      http = HttpClient.newBuilder().sslContext(context).build();
    }
    return http;
  }

  /** Before the folder of its data is deleted. */
  void stop() throws InterruptedException {
    kill();
    server.waitFor();
    etcd.waitFor();
  }

  private void kill() {
    server.destroyForcibly();
    etcd.destroyForcibly();
  }
}
