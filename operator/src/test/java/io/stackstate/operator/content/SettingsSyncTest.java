package io.stackstate.operator.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.Settings;
import io.stackstate.crds.SettingsSpec;
import io.stackstate.crds.SettingsStatus;
import io.stackstate.crds.View;
import io.stackstate.crds.ViewSpec;
import io.stackstate.operator.FakePlatform;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Conditions;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakePlatform PLATFORM = new FakePlatform();
  private static final String OWNER = "urn:stackstate:settings:default:shop";
  private static final Surroundings AROUND =
      new Surroundings(
          resource -> Optional.of(PLATFORM.client()),
          References.NONE,
          ContentEvents.NONE,
          Clock.systemUTC());

  private final RemoteSync<Settings, SettingsStatus, DeclaredSettings> sync =
      new RemoteSync<>(Settings::new, new SettingsSync(References.NONE), AROUND);

  @BeforeEach
  void reset() {
    PLATFORM.reset();
  }

  @AfterAll
  static void stop() {
    PLATFORM.close();
  }

  @Test
  void declaresTheDocumentAndReportsWhatItBrought() throws Exception {
    Synced<Settings> first = sync.reconcile(settings("{'sty':'nodes: []'}"));

    assertThat(PLATFORM.declarations.objects.get(OWNER).path("document").asText())
        .isEqualTo("nodes: []");
    assertThat(ready(first).status()).isEqualTo(ConditionStatus.True);
    assertThat(first.resource().getStatus().nodes()).isEqualTo(1);
    assertThat(first.resource().getStatus().identifier()).isEqualTo(OWNER);
    assertThat(first.resource().getStatus().warnings()).containsExactly("odd");
    assertThat(sync.reconcile(first.resource()).statusChanged()).isFalse();
    assertThat(PLATFORM.count("POST")).isEqualTo(1);
  }

  @Test
  void declaresAgainWhatDriftedOrChanged() throws Exception {
    Settings first = sync.reconcile(settings("{'sty':'nodes: []'}")).resource();
    PLATFORM.declarations.objects.get(OWNER).put("drifted", true);
    Settings second = sync.reconcile(first).resource();
    assertThat(PLATFORM.count("POST")).isEqualTo(2);

    second.setSpec(settings("{'sty':'nodes: [{}]'}").getSpec());
    sync.reconcile(second);

    assertThat(PLATFORM.declarations.objects.get(OWNER).path("document").asText())
        .isEqualTo("nodes: [{}]");
  }

  @Test
  void showsWhatWouldChangeWhileSuspended() throws Exception {
    Synced<Settings> synced = sync.reconcile(settings("{'sty':'nodes: []','suspend':true}"));

    assertThat(PLATFORM.declarations.objects).isEmpty();
    assertThat(ready(synced).reason()).isEqualTo("Suspended");
    assertThat(synced.resource().getStatus().pending()).isEqualTo(1);
    assertThat(synced.resource().getStatus().plan())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo("CREATED");
              assertThat(change.identifier()).isEqualTo("urn:a");
              assertThat(change.fields()).containsExactly("order");
            });
  }

  @Test
  void aDocumentThatIsRefusedSaysWhere() throws Exception {
    Synced<Settings> synced = sync.reconcile(settings("{'sty':'broken'}"));

    assertThat(ready(synced).reason()).isEqualTo("Rejected");
    assertThat(ready(synced).message()).contains("Settings default/shop, spec.sty, line 2: broken");
    assertThat(synced.next()).isInstanceOf(Next.Stalled.class);
  }

  @Test
  void waitsForAConfigMap() throws Exception {
    Synced<Settings> synced = sync.reconcile(settings("{'configMapRef':{'name':'m','key':'k'}}"));

    assertThat(ready(synced).reason()).isEqualTo("ConfigMapNotFound");
  }

  @Test
  void structuredNodesKeepTheirTemplates() throws Exception {
    Settings resource =
        settings(
            "{'nodes':[{'_type':'Layer','order':1.5,'name':'a \\\"b\\\"',"
                + "'ref':'{{ get \\\"urn:x\\\" }}','list':[1,true,null,{}]}]}");

    sync.reconcile(resource);

    assertThat(PLATFORM.declarations.objects.get(OWNER).path("document").asText())
        .isEqualTo(
            """
            {"nodes": [
            {"_type": "Layer", "order": 1.5, "name": "a \\"b\\"", "ref": "{{ get "urn:x" }}", \
            "list": [1, true, null, {}]}
            ]}
            """);
  }

  @Test
  void cleanupDeletesTheDeclaration() throws Exception {
    Settings first = sync.reconcile(settings("{'sty':'nodes: []'}")).resource();

    assertThat(sync.cleanup(first).next()).isInstanceOf(Next.Finished.class);
    assertThat(PLATFORM.declarations.objects).isEmpty();
  }

  @Test
  void aViewIsADeclarationOfOneNode() throws Exception {
    View view = new View();
    view.setMetadata(settings("{}").getMetadata());
    view.setSpec(
        JSON.readValue(
            """
            {"title": "Shop {{x}}", "query": "label = \\"a\\"",
             "health": {"function": "urn:f", "arguments": {"min": "2", "name": "text"}}}
            """,
            ViewSpec.class));

    View applied = new RemoteSync<>(View::new, new ViewSync(), AROUND).reconcile(view).resource();

    String document =
        PLATFORM
            .declarations
            .objects
            .get("urn:stackstate:view:default:shop")
            .path("document")
            .asText();
    assertThat(document)
        .contains("\"name\": \"Shop \\{{x\\}}\"")
        .contains("\"query\": \"label = \\\"a\\\"\"")
        .contains("\"minimumGroupSize\": 10")
        .contains(
            "\"ArgumentLongVal\", \"parameter\": {{ get \"urn:f\" \"Type=Parameter;Name=min\" }}")
        .contains("\"ArgumentStringVal\"");
    assertThat(applied.getStatus().nodeId()).isEqualTo("71");
  }

  private static Condition ready(Synced<Settings> synced) {
    return Conditions.find(synced.resource().getStatus().conditions(), Condition.READY)
        .orElseThrow();
  }

  private static Settings settings(String spec) throws Exception {
    Settings settings = new Settings();
    settings.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("default").build());
    settings.setSpec(JSON.readValue(spec.replace('\'', '"'), SettingsSpec.class));
    return settings;
  }
}
