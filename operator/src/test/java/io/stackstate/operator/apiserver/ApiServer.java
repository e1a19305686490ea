package io.stackstate.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.CrdSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real kube-apiserver over a real etcd, without a node: one for all tests of this module. What
 * kubelet and controllers would do, the test does. Where the programs are missing, tests that need
 * it are skipped, and the log says so.
 */
public final class ApiServer {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String ADMIN = "token-of-the-administrator";
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static Optional<ApiServer> shared;
  private static RuntimeException failure;

  private final Path directory;
  private final Process etcd;
  private final Process server;
  private final int port;
  private final KubernetesClient client;

  private ApiServer(Path etcdProgram, Path serverProgram) throws IOException {
    directory = Files.createTempDirectory("apiserver");
    int etcdPort = freePort();
    int peerPort = freePort();
    port = freePort();
    etcd =
        start(
            "etcd",
            etcdProgram.toString(),
            "--data-dir=" + directory.resolve("etcd"),
            "--unsafe-no-fsync=true",
            "--listen-client-urls=http://127.0.0.1:" + etcdPort,
            "--advertise-client-urls=http://127.0.0.1:" + etcdPort,
            "--listen-peer-urls=http://127.0.0.1:" + peerPort,
            "--initial-advertise-peer-urls=http://127.0.0.1:" + peerPort,
            "--initial-cluster=default=http://127.0.0.1:" + peerPort);
    Path key = writeKey();
    Path tokens = directory.resolve("tokens.csv");
    Files.writeString(
        tokens, ADMIN + ",admin,1,\"system:masters\"\n" + token("limited") + ",limited,2\n");
    server =
        start(
            "kube-apiserver",
            serverProgram.toString(),
            "--etcd-servers=http://127.0.0.1:" + etcdPort,
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + directory.resolve("certificates"),
            "--token-auth-file=" + tokens,
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + key,
            "--service-account-signing-key-file=" + key,
            "--disable-admission-plugins=ServiceAccount",
            "--endpoint-reconciler-type=none",
            "--allow-privileged=true",
            "--watch-cache=true");
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    client = new KubernetesClientBuilder().withConfig(config()).build();
  }

  /** The one of this module, with our CRDs in it; skips the test when the programs are missing. */
  public static synchronized ApiServer shared() {
    if (failure != null) {
      throw failure;
    }
    if (shared == null) {
      try {
        shared = begin();
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
    Assumptions.assumeTrue(shared.isPresent(), "kube-apiserver and etcd are needed");
    return shared.get();
  }

  private static Optional<ApiServer> begin() {
    Optional<Path> etcd = program("etcd");
    Optional<Path> server = program("kube-apiserver");
    if (etcd.isEmpty() || server.isEmpty()) {
      LOG.warn(
          "SKIPPED, no API server: kube-apiserver or etcd was not found in {}, where e2e/cluster puts them",
          folder());
      return Optional.empty();
    }
    try {
      ApiServer started = new ApiServer(etcd.get(), server.get());
      started.awaitReady();
      started.install();
      return Optional.of(started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    String chosen = System.getenv("STACKSTATE_KUBE_BIN");
    if (chosen != null && !chosen.isBlank()) {
      return Path.of(chosen);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return root.resolve("stackstate-e2e/bin");
  }

  private static Optional<Path> program(String name) {
    return Stream.of(folder(), Path.of("/usr/bin"), Path.of("/usr/local/bin"))
        .map(dir -> dir.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Process start(String name, String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name + ".log").toFile())
        .start();
  }

  /** Below the ports of outgoing connections, one of which could take it before it is used. */
  public static int freePort() {
    return ThreadLocalRandom.current()
        .ints(15_000, 32_000)
        .filter(ApiServer::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private Path writeKey() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
      Path file = directory.resolve("service-accounts.pem");
      return Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () -> {
              assertThat(server.isAlive()).as("see %s", directory).isTrue();
              return "ok".equals(client.raw("/readyz"));
            });
  }

  private void install() {
    for (String plural :
        List.of(
            "stackstateinstances",
            "eventhandlers",
            "integrations",
            "monitors",
            "stackpacks",
            "servicetokens",
            "settings",
            "views")) {
      installCrd(CrdSchemas.yaml(plural));
    }
  }

  /** Takes a CRD away with all that is of its kind, and waits until it is gone. */
  public void removeCrd(String yaml) {
    CustomResourceDefinition crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    var found =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName(crd.getMetadata().getName());
    found.delete();
    await().atMost(Duration.ofMinutes(3)).until(() -> found.get() == null);
  }

  /** Applies a CRD strictly and waits until its kind is served. */
  public void installCrd(String yaml) {
    CustomResourceDefinition crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    apply(crd);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              var found =
                  client
                      .apiextensions()
                      .v1()
                      .customResourceDefinitions()
                      .withName(crd.getMetadata().getName())
                      .get();
              return found.getStatus() != null
                  && found.getStatus().getConditions() != null
                  && found.getStatus().getConditions().stream()
                      .anyMatch(
                          c -> c.getType().equals("Established") && c.getStatus().equals("True"));
            });
  }

  /** Server-side apply with strict validation of fields. */
  public <T extends io.fabric8.kubernetes.api.model.HasMetadata> T apply(T object) {
    PatchContext strict =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("test")
            .withForce(true)
            .withFieldValidation("Strict")
            .build();
    return client.resource(object).patch(strict, Serialization.asJson(object));
  }

  /** As the administrator; shared, not to be closed. */
  public KubernetesClient client() {
    return client;
  }

  /** How to connect as the administrator. */
  public Config config() {
    return config(ADMIN);
  }

  /** The same over another port. */
  public Config config(int otherPort) {
    return new ConfigBuilder(config()).withMasterUrl("https://127.0.0.1:" + otherPort).build();
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** How to connect as a user that may do only what a role of the test allows. */
  public Config limitedConfig() {
    return config(token("limited"));
  }

  /** Allows that user this in a namespace. */
  public void allowLimited(String namespace, List<PolicyRule> rules) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("operator")
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("operator")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "operator")
                .addNewSubject("rbac.authorization.k8s.io", "User", "limited", null)
                .build())
        .create();
  }

  /** How to connect as the administrator, as a file for other processes. */
  public String kubeconfig(String namespace) {
    return """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {cluster: test, user: admin, namespace: %s}}]
        clusters: [{name: test, cluster: {server: 'https://127.0.0.1:%d', insecure-skip-tls-verify: true}}]
        users: [{name: admin, user: {token: %s}}]
        """
        .formatted(namespace, port, ADMIN);
  }

  private static String token(String user) {
    return "token-of-" + user;
  }

  private Config config(String token) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://127.0.0.1:" + port)
        .withOauthToken(token)
        .withTrustCerts(true)
        .withDisableHostnameVerification(true)
        .withNamespace("default")
        .build();
  }

  /** A namespace of its own for a test. */
  public String namespace(String prefix) {
    String name = prefix + "-" + NAMESPACES.incrementAndGet();
    try {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 409) {
        throw e;
      }
    }
    return name;
  }

  private void kill() {
    server.destroyForcibly();
    etcd.destroyForcibly();
    try (Stream<Path> files = Files.walk(directory)) {
      server.waitFor();
      etcd.waitFor();
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + directory + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
