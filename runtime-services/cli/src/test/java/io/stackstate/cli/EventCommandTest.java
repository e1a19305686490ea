package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventCommandTest {
  private static final String EVENT =
      """
      {"identifier":"e1","name":"cart 2.4 rolled out","eventType":"DeploymentEvent",
       "category":"Changes","source":"ci","sourceIdentifier":"run-88","eventTime":1700000000000,
       "processedTime":1700000000007,"elementIdentifiers":["urn:service:/cart"],
       "elements":[{"_type":"EventComponent","id":2,"name":"cart"},
        {"_type":"EventRelation","id":3,"source":{"name":"web"},"target":{"name":"cart"}}],
       "sourceLinks":[{"title":"run","url":"https://ci.example.org/88"}],
       "tags":[{"key":"team","value":"cart"},{"key":"urgent","value":""}],
       "data":{"to":"2.4","sources":[{"additions":1,"newText":"a: 1\\nb: 2\\n"}]},
       "causingEvents":[]}
      """;

  @TempDir Path folder;
  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsWhatHappened() {
    server.on("POST /api/events", 200, "{\"items\":[" + EVENT + "],\"total\":3}");
    Cli result =
        Cli.run(server, "event", "list", "--from", "1", "--to", "5", "--type", "A,Version Changed");
    assertThat(result.out())
        .isEqualTo(
            """
            TIME                   TYPE              ELEMENTS           NAME
            2023-11-14T22:13:20Z   DeploymentEvent   cart, web > cart   cart 2.4 rolled out
            """);
    assertThat(result.err()).contains("1 of 3 events");
    assertThat(server.last().body())
        .isEqualTo(
            """
            {"startTimestampMs":1,"endTimestampMs":5,"topologyQuery":"","limit":100,\
            "eventTypes":["A","Version Changed"],"eventCategories":[],"eventSources":[],\
            "eventTags":[]}""");
  }

  @Test
  void aWideListHasTheIdsThatDescribeTakes() {
    server.on("POST /api/events", 200, "{\"items\":[" + EVENT + "],\"total\":1}");
    assertThat(Cli.run(server, "event", "list", "-o", "wide").out().lines().toList().get(1))
        .startsWith("2023-11-14T22:13:20Z   Changes ")
        .endsWith(" ci       e1");
  }

  @Test
  void saysWhereEventsMayBeWhenThereAreNone() {
    server.on("POST /api/events", 200, "{\"items\":[],\"total\":0}");
    assertThat(Cli.run(server, "event", "list").out()).startsWith("No events. A wider interval");
  }

  @Test
  void saysWhatIsWrongWithTheQuery() {
    server.on(
        "POST /api/events",
        400,
        "{\"_type\":\"RequestValidationError\",\"message\":\"line 1, column 7: found nothing\"}");
    Cli result = Cli.run(server, "event", "list", "-q", "name =");
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("line 1, column 7: found nothing");
  }

  @Test
  void describesOneEvent() {
    server.on("GET /api/events/e1?startTimestampMs=1&endTimestampMs=5", 200, EVENT);
    assertThat(Cli.run(server, "event", "describe", "e1", "--from", "1", "--to", "5").out())
        .contains("Links:                       run: https://ci.example.org/88\n")
        .contains("Tags:                        team:cart, urgent\n")
        .contains("data.to:                     2.4\n")
        .contains("data.sources[0].newText:     a: 1\n                             b: 2\n");
  }

  @Test
  void sendsAnEventAsAnAgentDoes() throws Exception {
    server.on("POST /receiver/stsAgent/intake", 200, "{\"status\":\"ok\"}");
    Cli result =
        Cli.run(
            receiver(),
            "",
            false,
            "event",
            "send",
            "rolled out",
            "-e",
            "urn:service:/cart",
            "--data",
            "to=2.4");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("Accepted.\n");
    assertThat(server.last().body())
        .contains("\"msg_title\":\"rolled out\"")
        .contains("\"element_identifiers\":[\"urn:service:/cart\"]")
        .contains("\"data\":{\"to\":\"2.4\"}");
  }

  private Map<String, String> receiver() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("cli.yaml"),
            """
            contexts:
              - name: default
                context: {url: %1$s, service-token: t, receiver-url: %1$s/receiver/, receiver-key: k}
            current-context: default
            """
                .formatted(server.url()));
    return Map.of("STACKSTATE_CONFIG", config.toString());
  }
}
