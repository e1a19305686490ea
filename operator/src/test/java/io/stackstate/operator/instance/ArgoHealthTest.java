package io.stackstate.operator.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.Integration;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.content.ContentEvents;
import io.stackstate.operator.content.ContentKinds;
import io.stackstate.operator.content.IntegrationSync;
import io.stackstate.operator.content.RemoteSync;
import io.stackstate.operator.content.Surroundings;
import io.stackstate.operator.references.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The health checks for Argo CD, run in Lua over the statuses that reconciliations write. */
class ArgoHealthTest {
  private static final Path FOLDER = Path.of("../samples/gitops/argocd");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void itIsInstalledForEachKind() throws IOException {
    Set<String> kinds = new TreeSet<>(ContentKinds.NAMES.values());
    kinds.add(StackStateInstance.KIND);
    Set<String> found = new TreeSet<>();
    JsonNode kustomization =
        new YAMLMapper().readTree(FOLDER.resolve("kustomization.yaml").toFile());
    for (JsonNode file : kustomization.at("/configMapGenerator/0/files")) {
      found.add(file.asText().replaceAll(".*stackstate.io_(\\w+)=health.lua", "$1"));
    }
    assertThat(found).isEqualTo(kinds);
  }

  @Test
  void whatNobodyHasLookedAtIsProgressing() throws Exception {
    assertThat(health(integration("{}"))).isEqualTo("Progressing");
  }

  @Test
  void contentIsHealthyWhenItIsReady() throws Exception {
    Integration first = reconciled(integration("{}"), PLATFORM.client());
    assertThat(health(first)).as("that no data has come is no fault of it").isEqualTo("Healthy");
    PLATFORM.receive("urn:stackstate:integration:default:shop", 3, 2);
    Integration ready = reconciled(first, PLATFORM.client());
    assertThat(health(ready)).isEqualTo("Healthy");

    ready.getMetadata().setGeneration(9L);
    assertThat(health(ready)).as("a newer spec that was not looked at").isEqualTo("Progressing");
  }

  @Test
  void contentIsDegradedWhenSomebodyMustChangeSomething() throws Exception {
    assertThat(health(reconciled(integration("{}"), null))).isEqualTo("Degraded");
  }

  @Test
  void contentIsSuspendedWhenItAsksForThat() throws Exception {
    Integration suspended = reconciled(integration("{suspend: true}"), PLATFORM.client());
    assertThat(health(suspended)).isEqualTo("Suspended");
  }

  @Test
  void contentIsProgressingWhileThePlatformIsAway() throws Exception {
    PLATFORM.faults.add(
        FakePlatform.error(com.linecorp.armeria.common.HttpStatus.SERVICE_UNAVAILABLE, "away"));
    Integration waiting = reconciled(integration("{}"), PLATFORM.client());
    assertThat(health(waiting)).isEqualTo("Progressing");
  }

  @Test
  void anInstanceThatIsRefusedAVersionIsDegradedAndOnePausedIsSuspended() throws Exception {
    StackStateInstance instance = instance("");
    instance.setStatus(
        new InstanceStatus(instance, NOW).refused("NewerThanOperator", "too new", true));
    assertThat(health(instance)).isEqualTo("Degraded");
    assertThat(health(instance("paused: true"))).isEqualTo("Suspended");
    assertThat(health(instance("suspend: true"))).isEqualTo("Suspended");
  }

  @Test
  void anInstanceWhoseApiServerIsAwayIsProgressing() throws Exception {
    StackStateInstance instance = instance("");
    instance.setStatus(new InstanceStatus(instance, NOW).unreachable("no answer"));
    assertThat(health(instance)).isEqualTo("Progressing");
  }

  /** What Argo CD would show. */
  private static String health(CustomResource<?, ?> resource) throws IOException {
    Globals lua = JsePlatform.standardGlobals();
    ObjectNode tree = JSON.valueToTree(resource);
    lua.set("obj", table(tree));
    LuaValue answer = lua.load(Files.readString(FOLDER.resolve("health.lua")), "health.lua").call();
    assertThat(answer.get("message").isstring()).isTrue();
    return answer.get("status").tojstring();
  }

  private static LuaValue table(JsonNode node) {
    if (node.isContainerNode()) {
      LuaTable table = new LuaTable();
      node.properties()
          .forEach(
              field -> {
                if (!field.getValue().isNull()) {
                  table.set(field.getKey(), table(field.getValue()));
                }
              });
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          table.set(i + 1, table(node.get(i)));
        }
      }
      return table;
    }
    if (node.isBoolean()) {
      return LuaValue.valueOf(node.booleanValue());
    }
    return node.isNumber() ? LuaValue.valueOf(node.doubleValue()) : LuaValue.valueOf(node.asText());
  }

  private static Integration reconciled(Integration resource, ApiClient platform)
      throws InterruptedException {
    Surroundings around =
        new Surroundings(
            any -> Optional.ofNullable(platform),
            References.NONE,
            ContentEvents.NONE,
            Clock.systemUTC());
    return new RemoteSync<>(Integration::new, new IntegrationSync(Clock.systemUTC()), around)
        .reconcile(resource)
        .resource();
  }

  private static Integration integration(String more) throws IOException {
    String yaml =
        """
        metadata: {name: shop, namespace: default, generation: 1}
        spec:
          type: CustomSync
          customSync: {instanceType: shop, instanceUrl: 'https://shop'}
        """;
    ObjectNode tree = (ObjectNode) new YAMLMapper().readTree(yaml);
    ((ObjectNode) tree.get("spec")).setAll((ObjectNode) new YAMLMapper().readTree(more));
    return JSON.treeToValue(tree, Integration.class);
  }

  private static StackStateInstance instance(String more) {
    return Serialization.unmarshal(
        "metadata: {name: demo, namespace: default, generation: 1}\n"
            + "spec:\n  baseUrl: https://a.b\n"
            + more.indent(2),
        StackStateInstance.class);
  }
}
