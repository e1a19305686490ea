package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.linecorp.armeria.common.HttpStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.Monitor;
import io.stackstate.crds.MonitorRules;
import io.stackstate.crds.MonitorSpec;
import io.stackstate.crds.MonitorStatus;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitorSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();
  private static final String URN = "urn:stackstate:monitor:default:spare";
  private static final String SPEC =
      """
      {"name": "Spare {{hosts}}", "function": "urn:f", "intervalSeconds": 30, "tags": ["a"],
       "arguments": {"query": "type = \\"x\\"", "minimum": 2, "deep": {"on": [true, 1.5]}}}
      """;

  private final RemoteSync<Monitor, MonitorStatus, DeclaredSettings> sync = sync(true);

  private static RemoteSync<Monitor, MonitorStatus, DeclaredSettings> sync(boolean instance) {
    return new RemoteSync<>(
        Monitor::new,
        new MonitorSync(),
        new Surroundings(
            resource -> instance ? Optional.of(PLATFORM.client()) : Optional.empty(),
            References.NONE,
            ContentEvents.NONE,
            Clock.systemUTC()));
  }

  @BeforeEach
  void reset() {
    PLATFORM.reset();
  }

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void declaresTheNodeOfTheMonitorWithoutLiveTemplates() throws Exception {
    PLATFORM.monitors.add(URN, 7_000_000_000_000_000_001L, "ENABLED");
    Synced<Monitor> first = sync.reconcile(monitor(SPEC));

    assertThat(document())
        .contains("\"name\": \"Spare \\{{hosts\\}}\"")
        .contains("\"arguments\": {\"query\": \"type = \\\"x\\\"\", \"minimum\": 2, \"deep\":");
    JsonNode node =
        JSON.readTree(document().replace("\\{{", "").replace("\\}}", "")).at("/nodes/0");
    assertThat(node.path("_type").asText()).isEqualTo("Monitor");
    assertThat(node.path("identifier").asText()).isEqualTo(URN);
    assertThat(node.path("function").asText()).isEqualTo("urn:f");
    assertThat(node.path("intervalSeconds").asInt()).isEqualTo(30);
    assertThat(node.path("status").asText()).isEqualTo("ENABLED");
    assertThat(node.at("/arguments/deep/on").toString()).isEqualTo("[true,1.5]");
    assertThat(first.resource().getStatus().monitorId()).isEqualTo("7000000000000000001");
    assertThat(ready(first).reason()).isEqualTo("Applied");
    assertThat(sync.reconcile(first.resource()).statusChanged()).isFalse();
    assertThat(PLATFORM.count("POST")).isEqualTo(1);
  }

  @Test
  void aScriptBringsItsFunction() throws Exception {
    sync.reconcile(
        monitor(
            """
            {"script": "[[a: {1}]]", "intervalSeconds": 5, "enabled": false,
             "identifier": "urn:my:monitor"}
            """));

    JsonNode nodes = JSON.readTree(document()).path("nodes");
    assertThat(nodes.at("/0/_type").asText()).isEqualTo("MonitorFunction");
    assertThat(nodes.at("/0/identifier").asText()).isEqualTo("urn:my:monitor:function");
    assertThat(nodes.at("/0/script/scriptBody").asText()).isEqualTo("[[a: {1}]]");
    assertThat(nodes.at("/1/function")).isEqualTo(nodes.at("/0/id"));
    assertThat(nodes.at("/1/identifier").asText()).isEqualTo("urn:my:monitor");
    assertThat(nodes.at("/1/name").asText()).isEqualTo("spare");
    assertThat(nodes.at("/1/status").asText()).isEqualTo("DISABLED");
  }

  @Test
  void theStatusShowsHowTheRunsDo() throws Exception {
    ObjectNode runs = PLATFORM.monitors.add(URN, 71, "ENABLED");
    Monitor first = sync.reconcile(monitor(SPEC)).resource();
    ((ObjectNode) runs.at("/metrics/runtimeMetrics"))
        .put("unknownCount", 1)
        .put("clearCount", 4)
        .put("deviatingCount", 2)
        .put("criticalCount", 3)
        .put("unmappedHealthStatesCount", 0)
        .put("lastRunTimestamp", 1_700_000_000_000L)
        .put("lastSuccessfulRunTimestamp", 1_699_999_990_000L);
    Synced<Monitor> ran = sync.reconcile(first);
    assertThat(ready(ran).reason()).isEqualTo("Running");
    assertThat(ready(ran).message()).isEqualTo("it runs at its interval");

    MonitorStatus status = ran.resource().getStatus();
    assertThat(status.clear()).isEqualTo(4);
    assertThat(status.deviating()).isEqualTo(2);
    assertThat(status.critical()).isEqualTo(3);
    assertThat(status.unknown()).isEqualTo(1);
    assertThat(status.unmatched()).isZero();
    assertThat(status.lastRun()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(status.lastSuccessfulRun()).isEqualTo("2023-11-14T22:13:10Z");
    assertThat(status.lastError()).isNull();
    assertThat(PLATFORM.count("POST")).as("runs are no reason to write").isEqualTo(1);
  }

  @Test
  void statesThatFindNoElementAreSaid() throws Exception {
    ObjectNode runs = PLATFORM.monitors.add(URN, 71, "ENABLED");
    ((ObjectNode) runs.at("/metrics/runtimeMetrics"))
        .put("healthStatesCount", 5)
        .put("unmappedHealthStatesCount", 2)
        .put("lastRunTimestamp", 1_700_000_000_000L);
    Synced<Monitor> ran = sync.reconcile(monitor(SPEC));

    assertThat(ran.resource().getStatus().unmatched()).isEqualTo(2);
    assertThat(ready(ran).status()).isEqualTo(ConditionStatus.True);
    assertThat(ready(ran).message())
        .isEqualTo("it runs at its interval; 2 of 5 states name no element that is there");
  }

  @Test
  void runsThatFailAreACondition() throws Exception {
    ObjectNode runs = PLATFORM.monitors.add(URN, 71, "WARNING");
    runs.withArray("errors").addObject().put("error", "newest");
    runs.withArray("errors").addObject().put("error", "older");
    Synced<Monitor> warned = sync.reconcile(monitor(SPEC));
    assertThat(ready(warned).status()).isEqualTo(ConditionStatus.True);
    assertThat(ready(warned).message()).isEqualTo("newest");
    assertThat(warned.resource().getStatus().lastError()).isEqualTo("newest");

    runs.withObject("/monitor").put("runtimeStatus", "ERROR");
    Synced<Monitor> failed = sync.reconcile(warned.resource());
    assertThat(ready(failed).reason()).isEqualTo("RunsFail");
    assertThat(failed.next()).isInstanceOf(Next.Stalled.class);
    runs.withArray("errors").removeAll();
    assertThat(ready(sync.reconcile(failed.resource())).reason()).isEqualTo("NotRun");
    runs.withObject("/monitor").put("runtimeStatus", "DISABLED");
    assertThat(ready(sync.reconcile(failed.resource())).reason()).isEqualTo("Disabled");
  }

  @Test
  void whatSomebodyElseChangedOrDeletedIsRepaired() throws Exception {
    Monitor first = sync.reconcile(monitor(SPEC)).resource();
    PLATFORM.declarations.objects.get(URN).put("drifted", true);
    Monitor second = sync.reconcile(first).resource();
    assertThat(PLATFORM.declarations.objects.get(URN).path("drifted").asBoolean()).isFalse();

    PLATFORM.declarations.objects.remove(URN);
    sync.reconcile(second);
    assertThat(PLATFORM.declarations.objects).containsKey(URN);
    assertThat(PLATFORM.count("POST")).isEqualTo(3);
  }

  @Test
  void whatWasSeenStaysWhileThePlatformIsAway() throws Exception {
    PLATFORM.monitors.add(URN, 71, "ENABLED");
    Monitor first = sync.reconcile(monitor(SPEC)).resource();
    PLATFORM.faults.add(FakePlatform.error(HttpStatus.SERVICE_UNAVAILABLE, "away"));

    Synced<Monitor> away = sync.reconcile(first);
    assertThat(ready(away).status()).isEqualTo(ConditionStatus.Unknown);
    assertThat(away.resource().getStatus().monitorId()).isEqualTo("71");
  }

  @Test
  void theMonitorGoesWithItsResourceAndAnInstanceThatIsGoneDoesNotHoldItUp() throws Exception {
    Monitor applied = sync.reconcile(monitor(SPEC)).resource();
    assertThat(sync(false).cleanup(applied).next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.declarations.objects).containsKey(URN);

    assertThat(sync.cleanup(applied).next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.declarations.objects).isEmpty();
  }

  @Test
  void theSampleUsesTheFunctionOfTheSampleBesideIt() throws Exception {
    Path folder = Path.of("../samples/monitors");
    YAMLMapper yaml = new YAMLMapper();
    Monitor sample = yaml.readValue(folder.resolve("monitor.yaml").toFile(), Monitor.class);
    JsonNode settings = yaml.readTree(folder.resolve("redundancy.yaml").toFile());

    assertThat(MonitorRules.violations(sample.getSpec(), null)).isEmpty();
    assertThat(sample.getSpec().function())
        .isEqualTo(settings.at("/spec/nodes/0/identifier").asText());
    List<String> parameters = new ArrayList<>();
    settings
        .at("/spec/nodes/0/parameters")
        .forEach(parameter -> parameters.add(parameter.path("name").asText()));
    assertThat(sample.getSpec().arguments().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(parameters);
  }

  @Test
  void whatTheRulesForbidIsSaidAndNotSent() throws Exception {
    assertThat(refusal("{'intervalSeconds':5}")).isEqualTo(MonitorRules.ONE_BODY);
    assertThat(refusal("{'intervalSeconds':5,'function':'urn:f','script':'[]'}"))
        .isEqualTo(MonitorRules.ONE_BODY);
    assertThat(refusal("{'intervalSeconds':5,'script':'[]','arguments':{'a':1}}"))
        .isEqualTo(MonitorRules.ARGUMENTS);
    assertThat(refusal("{'intervalSeconds':0,'function':'urn:f'}"))
        .isEqualTo("spec.intervalSeconds: found 0, expected at least 1");
    assertThat(refusal("{'function':'urn:f'}")).contains("spec.intervalSeconds");
    assertThat(PLATFORM.requests).isEmpty();
  }

  private String refusal(String spec) throws Exception {
    Condition ready = ready(sync.reconcile(monitor(spec.replace('\'', '"'))));
    assertThat(ready.reason()).isEqualTo("InvalidSpec");
    return ready.message();
  }

  private static String document() {
    return PLATFORM.declarations.objects.get(URN).path("document").asText();
  }

  private static Condition ready(Synced<Monitor> synced) {
    return Conditions.find(synced.resource().getStatus().conditions(), Condition.READY)
        .orElseThrow();
  }

  private static Monitor monitor(String spec) throws Exception {
    Monitor monitor = new Monitor();
    monitor.setMetadata(new ObjectMetaBuilder().withName("spare").withNamespace("default").build());
    monitor.setSpec(JSON.readValue(spec, MonitorSpec.class));
    return monitor;
  }
}
