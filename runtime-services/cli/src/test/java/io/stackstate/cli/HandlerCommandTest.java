package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HandlerCommandTest {
  private static final String LIST =
      """
      {"eventHandlers":[{"id":7,"identifier":"urn:stackstate:event-handler:default:oncall",
       "name":"On call","status":{"state":"Executed","openNotifications":2,"deadLetters":1,
       "outputs":[{"name":"hook","sent":3,"errors":[{"category":"HTTP","count":4,
       "message":"503"}]}]}}]}
      """;

  @AutoClose
  private final FakeServer server = new FakeServer().on("GET /api/event-handlers", 200, LIST);

  @Test
  void listsHandlersAndHowTheyDo() {
    String table = Cli.run(server, "handler", "list").out();

    assertThat(table.lines()).hasSize(2);
    assertThat(table.lines().toList().get(1).split(" {2,}"))
        .containsExactly("On call", "default/oncall", "Executed", "2", "1", "4", "7");
  }

  @Test
  void describesOutputsAndWhatIsOpen() {
    server.on(
        "GET /api/event-handlers/7/notifications",
        200,
        """
        {"notifications":[{"notificationId":"n1","phase":"OPEN","state":"CRITICAL",
         "groupKey":"problem:5","since":"2026-01-01T00:00:00Z","acknowledgedBy":"ann"}]}
        """);

    assertThat(Cli.run(server, "handler", "describe", "oncall").out())
        .contains("HTTP: 503", "n1", "problem:5", "acknowledged by ann");
  }

  @Test
  void aHandlerIsFoundByTheNameOfItsResourceOrNamedInTheError() {
    Cli run = Cli.run(server, "handler", "describe", "other");

    assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run.err()).contains("there is no event handler other; see: stackstate handler list");
  }

  @Test
  void aHandlerWhoseResourceWaitsIsToldWhatFor() {
    server.on(
        "GET /apis/stackstate.io/v1alpha1/eventhandlers",
        200,
        """
        {"items":[{"metadata":{"name":"slack"},"status":{"conditions":[{"type":"Ready",
         "status":"False","reason":"SecretNotFound","message":"there is no Secret a/b"}]}}]}
        """);

    assertThat(Cli.run(server, "handler", "test", "slack").err())
        .contains("no event handler slack yet", "SecretNotFound: there is no Secret a/b");
  }

  @Test
  void aTestThatDoesNotArriveFails() {
    server.on(
        "POST /api/event-handlers/7/test", 200, "{\"outputs\":{\"hook\":\"DNS: no such host\"}}");

    Cli run = Cli.run(server, "handler", "test", "oncall");
    assertThat(run.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(run.out()).contains("DNS: no such host");
  }

  @Test
  void previewsWhatWouldHaveBeenSent() {
    server.on(
        "GET /api/event-handlers/7/preview?last=24h",
        200,
        """
        {"preview":{"from":0,"events":9,"matchedEvents":2,"messages":{"OPEN":1},"suppressed":{},
         "stillOpen":0,"first":[{"at":0,"transition":"OPEN","state":"CRITICAL","title":"disk",
         "members":1,"outputs":["hook"]}],
         "waiting":[{"until":60000,"state":"CRITICAL","title":"queue","members":1,
         "outputs":["hook"]},{"until":0,"suppressed":"silence","state":"CRITICAL","title":"cpu",
         "members":1,"outputs":["hook"]}]}}
        """);

    assertThat(Cli.run(server, "handler", "preview", "oncall").out())
        .contains("1 OPEN\n", "none\n", "disk")
        .containsPattern("1970-01-01T00:01:00Z +CRITICAL +queue")
        .containsPattern("held back: silence +CRITICAL +cpu")
        .doesNotContain("{", "[");
  }

  @Test
  void silencesByMatchers() {
    server.on("POST /api/silences", 200, "{\"id\":\"s1\",\"endsAt\":\"2030-01-01T00:00:00Z\"}");

    assertThat(Cli.run(server, "handler", "silence", "name=~web-.*", "--reason", "deploy").out())
        .isEqualTo("Silence s1 until 2030-01-01T00:00:00Z.\n");
    assertThat(Cli.run(server, "handler", "silence", "name", "--reason", "x").err())
        .contains("MATCHER: found name");
  }

  @Test
  void aSilenceWithoutReasonIsNotTakenForAQuestion() {
    Cli run = Cli.run(server, "handler", "silence", "name=web-1", "--until", "2h");

    assertThat(run.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(run.err()).contains("--reason: found nothing");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void aSilenceEndsAfterALengthOfTimeToo() {
    server.on("POST /api/silences", 200, "{\"id\":\"s1\",\"endsAt\":\"2030-01-01T00:00:00Z\"}");
    Instant begin = Instant.now();

    Cli.run(server, "handler", "silence", "--reason", "x", "--until", "3h");

    String ends = server.last().body().replaceAll(".*\"endsAt\":\"([^\"]+)\".*", "$1");
    assertThat(Instant.parse(ends)).isAfterOrEqualTo(begin.plus(Duration.ofHours(3)));
  }

  @Test
  void acknowledgesAndRedrives() {
    server.on("POST /api/notifications/n1/ack", 204, "");
    server.on(
        "POST /api/event-handlers/7/dead-letters/redrive", 200, "{\"result\":{\"redriven\":3}}");

    assertThat(Cli.run(server, "handler", "ack", "n1").out()).contains("n1 is acknowledged");
    assertThat(Cli.run(server, "handler", "dead-letters", "oncall", "--redrive").out())
        .contains("3 messages are tried again");
    Cli.run(server, "handler", "dead-letters", "oncall", "--redrive", "--to", "hook");
    assertThat(server.last().body()).isEqualTo("{\"output\":\"hook\"}");
  }
}
