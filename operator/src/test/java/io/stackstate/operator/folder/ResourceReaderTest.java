package io.stackstate.operator.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.operator.content.ContentEvents;
import io.stackstate.operator.content.Surroundings;
import io.stackstate.operator.packages.PackageFetcher;
import io.stackstate.operator.references.References;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceReaderTest {
  private static final String GOOD =
      """
      apiVersion: stackstate.io/v1alpha1
      kind: Integration
      metadata:
        name: shop
      spec:
        type: CustomSync
        customSync:
          instanceType: shop-inventory
          instanceUrl: https://inventory.example.org
      """;

  private final ResourceReader reader =
      new ResourceReader(
          ResourceFolder.kinds(
              new Surroundings(
                  resource -> Optional.empty(),
                  References.NONE,
                  ContentEvents.NONE,
                  Clock.systemUTC()),
              new PackageFetcher(References.NONE, Optional.empty()),
              new FileVault(Path.of("target/no-secrets"))));

  @Test
  void readsAResourceWithTheDefaultsOfItsSchema() {
    FileContent content = reader.read("a.yaml", GOOD);

    assertThat(content.problems()).isEmpty();
    Declared declared = content.declared().get(0);
    assertThat(declared.key()).hasToString("integrations default/shop");
    assertThat(declared.spec().path("deletionPolicy").asText()).isEqualTo("Delete");
    assertThat(declared.spec().path("suspend").isBoolean()).isTrue();
  }

  @Test
  void readsSeveralDocumentsAndListsAndIgnoresOtherKinds() {
    String text =
        "---\n---\n"
            + GOOD
            + "---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\n"
            + "---\nplain: text\n"
            + "---\napiVersion: v1\nkind: List\nitems:\n- "
            + GOOD.strip().replace("name: shop", "name: second").replace("\n", "\n  ")
            + "\n";

    FileContent content = reader.read("a.yaml", text);

    assertThat(content.problems()).isEmpty();
    assertThat(content.declared())
        .extracting(d -> d.key().name())
        .containsExactly("shop", "second");
    assertThat(content.ignored()).hasSize(2);
    assertThat(content.ignored().get(0)).endsWith("v1 Service");
    assertThat(content.declared().get(1).where()).contains("item 1");
  }

  @Test
  void thePlatformItselfIsForACluster() {
    FileContent content =
        reader.read(
            "a.yaml",
            """
            apiVersion: stackstate.io/v1alpha1
            kind: StackStateInstance
            metadata: {name: demo}
            spec: {baseUrl: "http://localhost:7070"}
            """);

    assertThat(content.problems()).isEmpty();
    assertThat(content.ignored())
        .singleElement()
        .asString()
        .contains("StackStateInstance, which needs a cluster");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instanceUrl:|instanceURL:|spec.customSync.instanceURL: unknown field; did you mean instanceUrl?",
        "instanceUrl:|instanceURL:|spec.customSync.instanceUrl: required, but absent",
        "type: CustomSync|type: Splunkk|spec.type: found \"Splunkk\", expected one of CustomSync",
        "type: CustomSync|type: 5|spec.type: found 5, expected a string",
        "type: CustomSync|suspend: maybe|spec.suspend: found \"maybe\", expected a boolean",
        "type: CustomSync|type: [a]|spec.type: found an array, expected a string",
        "shop-inventory|\"\"|spec.customSync.instanceType: found \"\", expected at least 1 characters",
        "instanceType:|expireAfter: 2 days~    instanceType:|spec.customSync.expireAfter: found \"2 days\"",
        "name: shop|name: Shop_1|metadata.name: found \"Shop_1\", expected lower-case letters",
        "name: shop|label: {a: b}|metadata.label: unknown field; did you mean labels?",
        "name: shop|labels: {a: 1}|metadata.labels.a: found 1, expected a string",
        "spec:|spek:|spek: unknown field",
        "spec:|spek:|spec: required, but absent",
        "v1alpha1|v2|found stackstate.io/v2 Integration, expected one of stackstate.io/v1alpha1",
        "kind: Integration|kind: Integratoin|found stackstate.io/v1alpha1 Integratoin",
      })
  void namesFileDocumentFieldAndWhatWasExpected(String part, String instead, String problem) {
    String text = "---\nkind: Other\n---\n" + GOOD.replace(part, instead.replace("~", "\n"));

    FileContent content = reader.read("team/a.yaml", text);

    assertThat(content.declared()).isEmpty();
    assertThat(content.problems()).anySatisfy(found -> assertThat(found).contains(problem));
    assertThat(content.problems()).allMatch(found -> found.startsWith("team/a.yaml, document 2"));
  }

  @Test
  void rulesOfTheKindHoldToo() {
    String text = GOOD.substring(0, GOOD.indexOf("  customSync:"));

    assertThat(reader.read("a.yaml", text).problems())
        .containsExactly(
            "a.yaml, document 1 (Integration default/shop): "
                + "exactly the field of the type is required: customSync for CustomSync, splunk for"
                + " Splunk, sap for SAP, solarWinds for SolarWinds, staticTopology for"
                + " StaticTopology");
  }

  @Test
  void saysWhereAFileIsNoYaml() {
    FileContent content = reader.read("a.yaml", GOOD + "---\na: [1\nb: {");

    assertThat(content.declared()).hasSize(1);
    assertThat(content.problems())
        .singleElement()
        .asString()
        .startsWith("a.yaml, document 2, line ");
  }

  @Test
  void aFieldThatStandsTwiceIsAMistake() {
    assertThat(reader.read("a.yaml", GOOD + "kind: Integration\n").problems()).isNotEmpty();
  }

  @Test
  void secretsAndConfigMapsAreForReferences() {
    FileContent content =
        reader.read(
            "a.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: s}
            data: {password: c2VjcmV0}
            stringData: {user: me}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: m, namespace: other}
            data: {document: "nodes: []"}
            """);

    assertThat(content.problems()).isEmpty();
    FolderReferences references = new FolderReferences(() -> "key");
    assertThat(references.replace(content.references())).isTrue();
    assertThat(references.replace(content.references())).isFalse();
    References.Data secret = references.secret("default", "s").orElseThrow();
    assertThat(secret.text("password")).contains("secret");
    assertThat(secret.text("user")).contains("me");
    assertThat(secret.version()).hasSize(16);
    assertThat(secret.toString()).doesNotContain("me", "secret");
    assertThat(references.configMap("other", "m").orElseThrow().text("document"))
        .contains("nodes: []");
    assertThat(references.configMap("default", "m")).isEmpty();
  }

  @Test
  void aSecretThatIsNoBase64IsAProblemThatDoesNotShowIt() {
    FileContent content =
        reader.read(
            "a.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: 'p!'}\n");

    assertThat(content.problems())
        .containsExactly(
            "a.yaml, document 1 (Secret default/s): data.password: expected text in base64");
  }
}
