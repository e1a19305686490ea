package io.stackstate.operator.folder;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpStatus;
import io.stackstate.operator.FakePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFolderTest {
  private static final String ID = "urn:stackstate:integration:default:shop";
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(50),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(300));

  @TempDir Path data;
  private Path folder;
  private static final FakePlatform PLATFORM = new FakePlatform();
  private final List<ResourceFolder> started = new ArrayList<>();

  @BeforeEach
  void makeFolder() throws IOException {
    PLATFORM.reset();
    folder = Files.createDirectory(data.resolve("resources"));
  }

  @AfterEach
  void stop() {
    started.forEach(ResourceFolder::close);
  }

  @AfterAll
  static void stopPlatform() {
    PLATFORM.close();
  }

  @Test
  void appliesAndReportsWhatStandsInTheFolder() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();

    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));
    JsonNode shop = get(resources, "shop");
    assertThat(shop.at("/metadata/generation").asLong()).isEqualTo(1);
    assertThat(shop.at("/metadata/uid").asText()).hasSize(36);
    assertThat(shop.at("/status/observedGeneration").asLong()).isEqualTo(1);
    assertThat(resources.list("integrations")).hasSize(1);
    assertThat(resources.list("views")).isEmpty();

    PLATFORM.receive(ID, 12, 14);
    eventually(
        () -> assertThat(get(resources, "shop").at("/status/components").asLong()).isEqualTo(12));
  }

  @Test
  void followsChangesAndKeepsIdentity() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));
    JsonNode before = get(resources, "shop");

    write("shop.yaml", integration("shop", "2h"));

    eventually(
        () ->
            assertThat(PLATFORM.objects.get(ID).at("/customSync/expireAfterMillis").asLong())
                .isEqualTo(7_200_000));
    JsonNode after = get(resources, "shop");
    assertThat(after.at("/metadata/generation").asLong()).isEqualTo(2);
    assertThat(after.at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
    assertThat(after.at("/metadata/creationTimestamp"))
        .isEqualTo(before.at("/metadata/creationTimestamp"));
  }

  @Test
  void aStackPackFollowsTheSecretInTheFolder() throws Exception {
    PLATFORM.packs.add("shop", "1.0.0");
    write("secret.yaml", secret("first"));
    write(
        "pack.yaml",
        """
        apiVersion: stackstate.io/v1alpha1
        kind: StackPack
        metadata: {name: shop}
        spec: {pack: shop, configurationSecretRef: {name: s}}
        """);
    ResourceFolder resources = start();
    eventually(() -> assertThat(PLATFORM.packs.configs).hasSize(1));

    write("secret.yaml", secret("second"));

    eventually(() -> assertThat(PLATFORM.packs.configs).hasSize(2));
    assertThat(PLATFORM.packs.configs.get(1).path("password").asText()).isEqualTo("second");
    assertThat(resources.list("stackpacks").toString()).doesNotContain("first", "second");
    resources.close();
    assertThat(Files.readString(data.resolve("resources.json"))).doesNotContain("second");
  }

  private static String secret(String password) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: "
        + password
        + "}\n";
  }

  @Test
  void cleansUpAfterARemovedFile() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    write("other.yaml", integration("other", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(PLATFORM.objects).hasSize(2));
    PLATFORM.deletesSlowly = true;

    Files.delete(folder.resolve("shop.yaml"));

    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("False"));
    assertThat(get(resources, "shop").at("/metadata/deletionTimestamp").asText()).isNotEmpty();
    PLATFORM.objects.remove(ID);
    eventually(() -> assertThat(resources.get("integrations", "default", "shop")).isEmpty());
    eventually(() -> assertThat(ready(resources, "other")).isEqualTo("True"));
  }

  @Test
  void cleansUpAfterWhatWasRemovedWhileNothingRan() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder first = start();
    eventually(() -> assertThat(PLATFORM.objects).containsKey(ID));
    first.close();

    Files.delete(folder.resolve("shop.yaml"));
    ResourceFolder second = start();

    eventually(() -> assertThat(PLATFORM.objects).isEmpty());
    eventually(() -> assertThat(second.list("integrations")).isEmpty());
  }

  @Test
  void keepsIdentityOverARestart() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder first = start();
    eventually(() -> assertThat(ready(first, "shop")).isEqualTo("True"));
    JsonNode before = get(first, "shop").path("metadata");
    first.close();

    JsonNode after = get(start(), "shop").path("metadata");

    assertThat(after.path("uid")).isEqualTo(before.path("uid"));
    assertThat(after.path("generation").asLong()).isEqualTo(1);
    assertThat(PLATFORM.count("PUT")).isEqualTo(1);
  }

  @Test
  void aMistakeInAFileTakesNothingAway() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(PLATFORM.objects).containsKey(ID));

    write("shop.yaml", integration("shop", "48h").replace("instanceUrl", "instanceURL"));

    eventually(() -> assertThat(resources.problems()).isNotEmpty());
    assertThat(resources.problems().get(0)).startsWith("shop.yaml, document 1");
    await()
        .during(QUICK.grace().multipliedBy(3))
        .atMost(60, SECONDS)
        .until(() -> PLATFORM.objects.containsKey(ID) && PLATFORM.count("DELETE") == 0);

    write("shop.yaml", integration("shop", "1h"));
    eventually(() -> assertThat(resources.problems()).isEmpty());
  }

  @Test
  void refusesAnotherInstanceAndKeepsTheOld() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(PLATFORM.objects).containsKey(ID));

    write(
        "shop.yaml",
        integration("shop", "48h").replace("shop.example.org", "elsewhere.example.org"));

    eventually(
        () ->
            assertThat(resources.problems()).anyMatch(p -> p.contains("instanceUrl is immutable")));
    assertThat(get(resources, "shop").at("/spec/customSync/instanceUrl").asText())
        .contains("shop.example.org");
  }

  @Test
  void twoFilesThatDeclareTheSameAreAMistake() throws Exception {
    write("a.yaml", integration("shop", "48h"));
    write("b.yaml", integration("shop", "1h"));
    ResourceFolder resources = start();

    assertThat(resources.problems())
        .singleElement()
        .asString()
        .startsWith("b.yaml, document 1")
        .contains("declared before, in a.yaml");
    assertThat(get(resources, "shop").at("/spec/customSync/expireAfter").asText()).isEqualTo("48h");
  }

  @Test
  void aResourceMayMoveToAnotherFile() throws Exception {
    write("a.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));
    JsonNode uid = get(resources, "shop").at("/metadata/uid");

    Files.move(folder.resolve("a.yaml"), folder.resolve("b.yaml"));

    await()
        .during(QUICK.grace().multipliedBy(3))
        .atMost(60, SECONDS)
        .until(() -> PLATFORM.count("DELETE") == 0);
    assertThat(get(resources, "shop").at("/metadata/uid")).isEqualTo(uid);
  }

  @Test
  void comesBackAfterFaultsOfThePlatform() throws Exception {
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.INTERNAL_SERVER_ERROR, "bug"));
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.SERVICE_UNAVAILABLE, "starting", "0"));
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.CONFLICT, "same instance"));
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.BAD_REQUEST, "name: too long"));
    write("shop.yaml", integration("shop", "48h"));

    ResourceFolder resources = start();

    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));
    assertThat(PLATFORM.faults).isEmpty();
  }

  @Test
  void declaringAgainWhileTheDeletionGoesOnMakesItAnew() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));
    JsonNode uid = get(resources, "shop").at("/metadata/uid");
    PLATFORM.deletesSlowly = true;
    Files.delete(folder.resolve("shop.yaml"));
    eventually(() -> assertThat(PLATFORM.count("DELETE")).isPositive());

    write("shop.yaml", integration("shop", "48h"));
    PLATFORM.objects.clear();

    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));
    assertThat(get(resources, "shop").at("/metadata/uid")).isNotEqualTo(uid);
  }

  @Test
  void aFolderThatVanishesTakesNothingAway() throws Exception {
    write("shop.yaml", integration("shop", "48h"));
    ResourceFolder resources = start();
    eventually(() -> assertThat(ready(resources, "shop")).isEqualTo("True"));

    Files.move(folder, data.resolve("unmounted"));

    eventually(() -> assertThat(resources.problems()).anyMatch(p -> p.contains("cannot be read")));
    assertThat(PLATFORM.count("DELETE")).isZero();
  }

  @Test
  void aFolderThatDoesNotExistIsOneClearLine() {
    ResourceFolder resources =
        new ResourceFolder(
            data.resolve("nowhere"), data.resolve("s"), PLATFORM.client(), () -> "key", QUICK);

    assertThatThrownBy(resources::start).hasMessageContaining("nowhere: found no such folder");
  }

  @Test
  void aBrokenStateFileIsOneClearLine() throws Exception {
    Files.writeString(data.resolve("resources.json"), "{\"resources\": [");

    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("resources.json is broken");
  }

  private ResourceFolder start() throws IOException {
    ResourceFolder resources =
        new ResourceFolder(
            folder, data.resolve("resources.json"), PLATFORM.client(), () -> "key", QUICK);
    started.add(resources);
    resources.start();
    return resources;
  }

  /** Nobody sees the half of it. */
  private void write(String file, String text) throws IOException {
    Path whole = Files.writeString(data.resolve("next"), text);
    Files.move(whole, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String integration(String name, String expireAfter) {
    return """
        apiVersion: stackstate.io/v1alpha1
        kind: Integration
        metadata:
          name: %1$s
        spec:
          type: CustomSync
          customSync:
            instanceType: %1$s
            instanceUrl: https://%1$s.example.org
            expireAfter: %2$s
        """
        .formatted(name, expireAfter);
  }

  private static JsonNode get(ResourceFolder resources, String name) {
    return resources.get("integrations", "default", name).orElseThrow();
  }

  private static String ready(ResourceFolder resources, String name) {
    Optional<JsonNode> found = resources.get("integrations", "default", name);
    if (found.isEmpty()) {
      return "absent";
    }
    for (JsonNode condition : found.get().at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText();
      }
    }
    return "absent";
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(60, SECONDS).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
  }
}
