package io.stackstate.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.notify.Events;
import io.stackstate.automation.notify.World;
import io.stackstate.automation.output.Links;
import io.stackstate.model.Json;
import io.stackstate.model.notification.AcknowledgeLink;
import io.stackstate.stackpacks.provision.SecretBox;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AcknowledgeLinksTest {
  private static final String SPEC =
      "{'triggers':[{'elementHealth':{}}],'grouping':{'by':['element'],'wait':'0s','repeat':'1s',"
          + "'interval':'0s'},'outputs':[{'name':'chat','slack':{}},{'name':'hook','webhook':{}}]}";

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SecretBox box = SecretBox.of("cd".repeat(32));
  private final World world = new World().component(1, "db");
  private Engine engine;
  private long now = 1_000_000;

  private void engine(Optional<URI> base, SecretBox key, Duration valid) throws Exception {
    AcknowledgeLinks acknowledge = new AcknowledgeLinks(base, key, valid);
    RetryPolicy retry = new RetryPolicy(SECOND, SECOND, SECOND, SECOND, () -> 0.5);
    engine = new Engine(new Links(base), acknowledge, retry, () -> new UUID(0, 7));
    Handler handler = Events.handler(9, "{'existing':'Ignore'," + SPEC.substring(1));
    engine.define(handler, List.of(), world, now);
    happens("CLEAR", "CRITICAL");
  }

  private void happens(String before, String after) {
    engine.occur(engine.matches(Events.health(1, before, after), world), world, now);
    engine.tick(world, false, now);
  }

  /** The links of what is sent to an output, by kind. */
  private List<String> sent(String output) {
    return engine.due(now, 10, 10).stream()
        .filter(due -> due.key().output().equals(output))
        .flatMap(due -> due.message().path("links").findValuesAsText("url").stream())
        .filter(url -> url.contains(AcknowledgeLink.PATH))
        .toList();
  }

  @Test
  void messagesToPeopleHaveALinkThatNobodyElseCouldHaveMade() throws Exception {
    engine(Optional.of(URI.create("https://obs.example.org/")), box, Duration.ofHours(1));
    List<Outbox.Due> due = engine.due(now, 10, 10);
    assertThat(due).hasSize(2);
    String chat = due.get(0).message().path("links").toString();
    String hook = due.get(1).message().path("links").toString();
    assertThat(due.get(0).key().output()).isEqualTo("chat");
    assertThat(hook).doesNotContain(AcknowledgeLink.PATH);

    String prefix = "https://obs.example.org" + AcknowledgeLink.PATH;
    assertThat(chat).contains(prefix).contains("\"Acknowledge\"");
    String token = chat.substring(chat.indexOf(prefix) + prefix.length()).replaceAll("\".*", "");
    AcknowledgeLink link =
        Json.mapper()
            .readValue(
                box.openToken(token, AcknowledgeLink.OWNER).orElseThrow(), AcknowledgeLink.class);
    assertThat(link)
        .isEqualTo(new AcknowledgeLink(new UUID(0, 7) + "", "h9", "chat", now + 3_600_000));
  }

  @Test
  void whatIsAcknowledgedOrHasEndedHasNone() throws Exception {
    engine(Optional.of(URI.create("https://obs.example.org")), box, Duration.ofHours(1));
    assertThat(sent("chat")).hasSize(1);
    assertThat(engine.acknowledge(new UUID(0, 7) + "", "a link in chat")).isTrue();
    happens("CRITICAL", "DEVIATING");
    happens("DEVIATING", "CLEAR");
    assertThat(sent("chat")).isEmpty();
  }

  @Test
  void thereAreNoneWithoutABaseUrlAKeyOrATime() throws Exception {
    Optional<URI> base = Optional.of(URI.create("https://obs.example.org"));
    engine(Optional.empty(), box, Duration.ofHours(1));
    assertThat(sent("chat")).isEmpty();
    engine(base, SecretBox.of(""), Duration.ofHours(1));
    assertThat(sent("chat")).isEmpty();
    engine(base, box, Duration.ZERO);
    assertThat(sent("chat")).isEmpty();
  }
}
