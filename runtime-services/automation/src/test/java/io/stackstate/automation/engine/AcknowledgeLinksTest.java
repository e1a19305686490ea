package io.stackstate.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.notify.Events;
import io.stackstate.automation.notify.World;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Outcome;
import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.AcknowledgeLink;
import io.stackstate.stackpacks.provision.SecretBox;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    TopologyEvent event =
        after.equals("CLEAR")
            ? Events.health(1, before, after)
            : Events.health(1, before, after, "queue");
    engine.occur(engine.matches(event, world), world, now);
    engine.tick(world, false, now);
  }

  /** The links of what is sent, and arrives, by output. */
  private Map<String, JsonNode> links() {
    Map<String, JsonNode> links = new HashMap<>();
    for (Outbox.Due due : engine.due(now, 10, 10)) {
      links.put(due.key().output(), due.message().path("links"));
      engine.finished(due.key(), due.message(), new Outcome.Delivered(Optional.empty()), now);
    }
    return links;
  }

  @Test
  void messagesToPeopleHaveALinkThatNobodyElseCouldHaveMade() throws Exception {
    engine(Optional.of(URI.create("https://obs.example.org/")), box, Duration.ofHours(1));
    Map<String, JsonNode> sent = links();
    String chat = sent.get("chat").toString();
    assertThat(sent.get("hook").toString())
        .contains("silence")
        .doesNotContain(AcknowledgeLink.PATH);

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

  /** Health sheet, section 13.1 row 23. */
  @Test
  void messagesLeadToElementProblemMonitorAndSilence() throws Exception {
    world.problem(5, 1);
    world.monitors.put(77L, new Monitor(77, "urn:m:77", "Queues", List.of()));
    engine(Optional.of(URI.create("https://obs.example.org")), box, Duration.ofHours(1));
    JsonNode links = links().get("chat");
    assertThat(links.findValuesAsText("kind"))
        .containsExactly("element", "problem", "monitor", "silence", "acknowledge");
    assertThat(links.findValuesAsText("url").get(1)).contains("/#/problems/5?timestamp=");
    assertThat(links.findValuesAsText("url").get(2)).endsWith("/#/monitors/urn%3Am%3A77");
  }

  @Test
  void whatIsAcknowledgedOrHasEndedHasNone() throws Exception {
    engine(Optional.of(URI.create("https://obs.example.org")), box, Duration.ofHours(1));
    assertThat(links().get("chat").toString()).contains(AcknowledgeLink.PATH);
    assertThat(engine.acknowledge(new UUID(0, 7) + "", "a link in chat")).isTrue();
    happens("CRITICAL", "DEVIATING");
    assertThat(links().get("chat").toString()).doesNotContain(AcknowledgeLink.PATH);
    happens("DEVIATING", "CLEAR");
    assertThat(links().get("chat").toString()).doesNotContain(AcknowledgeLink.PATH);
  }

  @Test
  void thereAreNoneWithoutABaseUrlAKeyOrATime() throws Exception {
    Optional<URI> base = Optional.of(URI.create("https://obs.example.org"));
    engine(Optional.empty(), box, Duration.ofHours(1));
    assertThat(links().get("chat").toString()).doesNotContain(AcknowledgeLink.PATH);
    engine(base, SecretBox.of(""), Duration.ofHours(1));
    assertThat(links().get("chat").toString()).doesNotContain(AcknowledgeLink.PATH);
    engine(base, box, Duration.ZERO);
    assertThat(links().get("chat").toString()).doesNotContain(AcknowledgeLink.PATH);
  }
}
