package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
  private static final String APIS = "GET /apis/stackstate.io/v1alpha1/";

  @TempDir Path folder;
  @AutoClose private final FakeServer server = new FakeServer();

  @BeforeEach
  void answer() {
    server.on(
        "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        200,
        """
        {"items":[{"spec":{"group":"stackstate.io",
          "names":{"plural":"integrations","singular":"integration","kind":"Integration",
            "shortNames":["stsint"],"categories":["all"]},
          "versions":[{"additionalPrinterColumns":[
            {"name":"Type","jsonPath":".spec.type","type":"string"},
            {"name":"Ready","jsonPath":".status.conditions[?(@.type==\\"Ready\\")].status","type":"string"},
            {"name":"Reason","jsonPath":".status.conditions[?(@.type==\\"Ready\\")].reason","type":"string"},
            {"name":"Components","jsonPath":".status.components","type":"integer"},
            {"name":"Relations","jsonPath":".status.relations","type":"integer"},
            {"name":"Errors","jsonPath":".status.errors","type":"integer"},
            {"name":"Topic","jsonPath":".status.topic","type":"string","priority":1},
            {"name":"Age","jsonPath":".metadata.creationTimestamp","type":"date"}]}]}},
         {"spec":{"group":"stackstate.io",
          "names":{"plural":"views","singular":"view","kind":"View","categories":["all"]},
          "versions":[{"additionalPrinterColumns":[
            {"name":"Title","jsonPath":".spec.title","type":"string"}]}]}}]}
        """);
  }

  @Test
  void getIntegrationsLooksLikeKubectl() {
    server.on(
        APIS + "integrations",
        200,
        "{\"kind\":\"IntegrationList\",\"items\":["
            + integration("shop", "default", "True", "Synchronizing", 12)
            + ",{\"metadata\":{\"name\":\"new\",\"namespace\":\"default\"},\"spec\":{\"type\":\"CustomSync\"}}]}");

    assertThat(Cli.run(server, "get", "integrations").out())
        .isEqualTo(
            """
            NAME   TYPE         READY   REASON          COMPONENTS   RELATIONS   ERRORS   AGE
            shop   CustomSync   True    Synchronizing   12           14          0        3h
            new    CustomSync   -       -               -            -           -        -
            """);
  }

  @Test
  void getAllShowsEveryKindWithItsName() {
    server.on(
        APIS + "integrations",
        200,
        "{\"items\":[" + integration("shop", "default", "True", "Synchronizing", 12) + "]}");
    server.on(
        APIS + "views",
        200,
        "{\"items\":[{\"metadata\":{\"name\":\"v\"},\"spec\":{\"title\":\"Shop\"}}]}");

    assertThat(Cli.run(server, "get", "all").out())
        .isEqualTo(
            """
            NAME                             TYPE         READY   REASON          COMPONENTS   RELATIONS   ERRORS   AGE
            integration.stackstate.io/shop   CustomSync   True    Synchronizing   12           14          0        3h

            NAME                    TITLE
            view.stackstate.io/v    Shop
            """
                .replace("NAME                    TITLE", "NAME                   TITLE")
                .replace("/v    Shop", "/v   Shop"));
    assertThat(Cli.run(server, "get", "view,stsint", "-o", "json").out())
        .contains("\"kind\" : \"List\"");
  }

  @Test
  void getWideShowsAllColumns() {
    server.on(APIS + "integrations", 200, "{\"items\":[{\"status\":{\"topic\":\"sts_topo_a\"}}]}");

    assertThat(Cli.run(server, "get", "integration", "-o", "wide").out())
        .contains("TOPIC", "sts_topo_a");
  }

  @Test
  void getSaysWhichKindsThereAre() {
    Cli cli = Cli.run(server, "get", "pods");

    assertThat(cli.err()).contains("found \"pods\", expected all or some of integrations, views");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(Cli.run(server, "get", "views,integrations", "x").err())
        .contains("expected one kind");
  }

  @Test
  void severalNamespacesGetAColumn() {
    server.on(
        APIS + "integrations",
        200,
        "{\"items\":["
            + integration("shop", "a", "True", "Synchronizing", 1)
            + ","
            + integration("shop", "b", "False", "Conflict", 0)
            + "]}");

    assertThat(Cli.run(server, "get", "integrations").out()).startsWith("NAMESPACE   NAME");
  }

  @Test
  void getOneIntegrationAsYamlIsTheWholeResource() throws Exception {
    server.on(
        APIS + "namespaces/default/integrations/shop",
        200,
        integration("shop", "default", "True", "Synchronizing", 12));

    Cli cli = Cli.run(server, "get", "integrations", "shop", "-o", "yaml");

    JsonNode tree = new YAMLMapper().readTree(cli.out());
    assertThat(tree.at("/status/conditions/0/status").isTextual()).isTrue();
    assertThat(tree.at("/status/conditions/0/reason").asText()).isEqualTo("Synchronizing");
    assertThat(cli.out())
        .containsPattern("creationTimestamp: \"\\d{4}-")
        .contains("status: \"True\"");
  }

  @Test
  void getIntegrationsWarnsAboutMistakesInTheFiles() {
    server.on(
        APIS + "integrations",
        200,
        "{\"metadata\":{\"problems\":[\"shop.yaml: spec.type: found nothing\"]},\"items\":[]}");

    Cli cli = Cli.run(server, "get", "integrations");

    assertThat(cli.out()).startsWith("No integrations found.");
    assertThat(cli.err()).isEqualTo("warning: shop.yaml: spec.type: found nothing\n");
    assertThat(Cli.run(server, "get", "integrations", "-o", "json").err()).isEmpty();

    Cli one = Cli.run(server, "get", "integrations", "shop");
    assertThat(one.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(one.err())
        .startsWith("warning: shop.yaml: spec.type: found nothing\n")
        .contains("does not exist");
  }

  @Test
  void getIntegrationsOfANamespaceThatHasNone() {
    server.on(APIS + "namespaces/x/integrations", 200, "{\"items\":[]}");

    Cli cli = Cli.run(server, "get", "integrations", "-n", "x");

    assertThat(cli.out()).startsWith("No integrations found.");
    assertThat(Cli.run(server, "get", "integrations", "nope").code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void topics() {
    server.on("GET /api/topic", 200, "[{\"name\":\"sts_topo_a\"},{\"name\":\"sts_topo_b\"}]");
    server.on(
        "GET /api/topic/sts_topo_a?limit=10&offset=3&partition=0",
        200,
        "{\"messages\":[{\"key\":\"k\",\"partition\":0,\"offset\":3,\"message\":{\"a\":\"b\"}}]}");

    assertThat(Cli.run(server, "topic", "list").out()).isEqualTo("NAME\nsts_topo_a\nsts_topo_b\n");
    assertThat(
            Cli.run(server, "topic", "describe", "sts_topo_a", "--offset", "3", "--partition", "0")
                .out())
        .isEqualTo(
            """
            PARTITION   OFFSET   KEY   MESSAGE
            0           3        k     {"a":"b"}
            """);
  }

  @Test
  void versionOfBothSides() {
    server.on(
        "GET /api/server/info",
        200,
        "{\"version\":{\"major\":5,\"minor\":1,\"patch\":16},\"deploymentMode\":\"SelfHosted\",\"platformVersion\":\"0.1.0\"}");

    assertThat(Cli.run(server, "version").out())
        .isEqualTo(
            """
            Client:            development
            Server:            0.1.0
            Compatible with:   5.1.16
            Deployment mode:   SelfHosted
            """);
  }

  @Test
  void sendPacksAndNamesTheKey() throws Exception {
    server.on("POST /receiver/stsAgent/intake", 200, "{\"status\":\"ok\",\"rejected\":1}");
    Path file = Files.writeString(folder.resolve("topology.json"), "{\"topologies\":[]}");

    Cli cli = Cli.run(receiver(), "", false, "send", file.toString());

    assertThat(server.last().body()).isEqualTo("{\"topologies\":[]}");
    assertThat(server.last().key()).isEqualTo("receiver-key");
    assertThat(cli.out())
        .startsWith("Accepted: 17 bytes")
        .contains("1 element could not be read and were skipped");
    assertThat(cli.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"alerts, api/v2/alerts", "alertmanager, alertmanager/webhook"})
  void sendKnowsWhereAlertsGo(String format, String path) throws Exception {
    server.on("POST /receiver/stsAgent/" + path, 200, "{\"status\":\"ok\"}");

    Cli cli = Cli.run(receiver(), "[]", false, "send", "--as", format, "-");

    assertThat(cli.err()).isEmpty();
    assertThat(server.last().body()).isEqualTo("[]");
  }

  @Test
  void sendReadsStandardInputAndShowsProgressToPeople() throws Exception {
    server.on("POST /receiver/stsAgent/intake", 200, "{\"status\":\"ok\"}");

    Cli cli = Cli.run(receiver(), "{}", true, "send", "-");

    assertThat(server.last().body()).isEqualTo("{}");
    assertThat(cli.err()).contains("100% of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503||send it again in 7 seconds",
        "403|{\"error\":\"invalid api key\"}|--receiver-key",
        "400|{\"error\":\"found 5, expected a string\",\"path\":\"topologies[0].x\"}|topologies[0].x: found 5",
        "413|{\"error\":\"too large\"}|too large (HTTP 413)",
        "413||the message is too large for the receiver",
      })
  void sendSaysWhyNothingWasAccepted(int status, String body, String message) throws Exception {
    server.on(
        "POST /receiver/stsAgent/intake",
        status,
        body == null ? "" : body,
        Map.of("Retry-After", "7"));

    Cli cli = Cli.run(receiver(), "{}", false, "send", "-");

    assertThat(cli.err()).startsWith("error: ").contains(message);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @Test
  void sendOfAMissingFile() throws Exception {
    Cli cli = Cli.run(receiver(), "", false, "send", "nowhere.json");

    assertThat(cli.err()).isEqualTo("error: nowhere.json: there is no such file\n");
    assertThat(cli.code()).isEqualTo(ExitCode.READ_FILE);
  }

  @Test
  void aServerThatDoesNotRunIsOneLineWithTheNextStep() throws Exception {
    Map<String, String> env = Cli.env(server);
    try (ServerSocket socket = new ServerSocket(0)) {
      env.put("STACKSTATE_URL", "http://127.0.0.1:" + socket.getLocalPort());
    }

    Cli cli = Cli.run(env, "", false, "topic", "list");

    assertThat(cli.err().lines()).singleElement().asString().endsWith("with: stackstate up");
    assertThat(cli.code()).isEqualTo(ExitCode.CONNECT);
  }

  @Test
  void aRefusedTokenIsACodeOfItsOwnAndIsNotShown() {
    server.on("GET /api/topic", 401, "{\"errors\":[{\"message\":\"unknown token\"}]}");

    Cli cli = Cli.run(server, "topic", "list");

    assertThat(cli.code()).isEqualTo(ExitCode.CONNECT);
    assertThat(cli.err()).contains("unknown token", "--token").doesNotContain("secret-token");
  }

  @Test
  void errorsForProgramsAreJson() throws Exception {
    server.on("GET /api/topic", 500, "{\"errors\":[{\"message\":\"bug\"}]}");

    Cli cli = Cli.run(server, "topic", "list", "-o", "json");

    JsonNode error = new ObjectMapper().readTree(cli.err());
    assertThat(error.path("error").asBoolean()).isTrue();
    assertThat(error.path("error-message").asText()).isEqualTo("bug (HTTP 500)");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "'topologi query x',7", "'topology quer x',7", "'topology query',3", "'topic list -o xml',3",
    "'topology query x --at 5minutes',3", "'topology query x --limit -1',3", "'--help',0", "'',0"
  })
  void badArgumentsHaveTheirExitCodes(String arguments, int code) {
    String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");

    Cli cli = Cli.run(server, args);

    assertThat(cli.code()).isEqualTo(code);
    assertThat(cli.err().lines()).hasSize(code == 0 ? 0 : 1);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void theHelpOfACommandShowsItsOwnOptionsFirst() {
    String help = Cli.run(server, "problem", "list", "--help").out();

    assertThat(help.lines().findFirst())
        .contains("Usage: stackstate problem list [--at=TIME] [-q=STQL] [OPTIONS]");
    assertThat(help.indexOf("--query=STQL")).isLessThan(help.indexOf("Options of all commands:"));
    assertThat(help).contains("--output=FORMAT", "--receiver-key", "see: stackstate --help");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    assertThat(Cli.run(server, "--help").out()).contains("--receiver-key=KEY   Of the receiver");
  }

  @ParameterizedTest
  @CsvSource({
    "'problem lst','found no command \"lst\", did you mean list?'",
    "'problem','found no command, expected one of list, describe, causes'"
  })
  void aWrongCommandIsToldWithTheRightOnes(String arguments, String message) {
    assertThat(Cli.run(server, arguments.split(" ")).err()).contains(message);
  }

  @Test
  void aFileThatIsNoPayloadIsNotSent() throws Exception {
    Path text = Files.writeString(folder.resolve("README.md"), "# Shop\n");
    Path resource =
        Files.writeString(
            folder.resolve("i.yaml"), "apiVersion: stackstate.io/v1alpha1\nkind: Integration\n");

    assertThat(Cli.run(receiver(), "", false, "send", text.toString()).err())
        .contains("README.md: found \"# Shop\", expected JSON");
    assertThat(Cli.run(receiver(), "", false, "send", resource.toString()).err())
        .contains("custom resource of kind Integration");
    assertThat(server.requests).isEmpty();
  }

  private Map<String, String> receiver() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("cli.yaml"),
            """
            contexts:
              - name: default
                context: {url: %1$s, service-token: t, receiver-url: %1$s/receiver/, receiver-key: receiver-key}
            current-context: default
            """
                .formatted(server.url()));
    return Map.of("STACKSTATE_CONFIG", config.toString());
  }

  private static String integration(
      String name, String namespace, String ready, String reason, int components) {
    return """
        {"apiVersion":"stackstate.io/v1alpha1","kind":"Integration",
         "metadata":{"name":"%s","namespace":"%s","creationTimestamp":"%s"},
         "spec":{"type":"CustomSync"},
         "status":{"conditions":[{"type":"Ready","status":"%s","reason":"%s"}],
          "components":%d,"relations":14,"errors":0}}
        """
        .formatted(
            name, namespace, Instant.now().minusSeconds(3 * 3600 + 5), ready, reason, components);
  }
}
