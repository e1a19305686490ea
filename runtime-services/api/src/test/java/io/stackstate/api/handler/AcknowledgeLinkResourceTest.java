package io.stackstate.api.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.notification.AcknowledgeLink;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.Member;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.RequestResult;
import io.stackstate.stackpacks.provision.SecretBox;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health sheet, section 13.1 rows 9 and 12. */
class AcknowledgeLinkResourceTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final String ID = "0b9e0c1e-6f3e-4a58-9a44-0d8f5a1f6a10";

  private final SecretBox box = SecretBox.of("ab".repeat(32));
  private final NotificationBoard board = new NotificationBoard();
  private final List<NotificationRequest.Acknowledge> asked = new ArrayList<>();
  private String refusal;
  private HttpApi http;

  @BeforeEach
  void start() {
    notification(null);
    AutomationRequests automation =
        new AutomationRequests(
            board,
            request -> {
              asked.add((NotificationRequest.Acknowledge) request);
              board.apply(
                  NotificationKey.of(Kind.RESULT, request.requestId()),
                  new RequestResult(refusal, null, NOW));
            });
    http =
        TestRoutes.serve(
            routes ->
                new AcknowledgeLinkResource(
                        board,
                        automation,
                        box,
                        () -> Instant.ofEpochMilli(NOW),
                        id -> id == 1 ? Optional.of("order-<i>events") : Optional.empty())
                    .bind(routes));
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private void notification(String acknowledgedBy) {
    Member member =
        new Member(
            "element:1",
            1,
            HealthState.CRITICAL,
            true,
            NOW,
            "queue <b>",
            null,
            List.of(),
            null,
            List.of(),
            List.of(),
            null);
    board.apply(
        NotificationKey.of(Kind.GROUP, "7", "element:1"),
        new GroupState(
            7,
            "element:1",
            Phase.OPEN,
            NOW,
            ID,
            1,
            NOW,
            NOW,
            "x",
            HealthState.CRITICAL,
            List.of("chat"),
            null,
            acknowledgedBy,
            List.of(member)));
  }

  private String path(long expiresAt) throws Exception {
    AcknowledgeLink link = new AcknowledgeLink(ID, "on-call", "chat", expiresAt);
    return AcknowledgeLink.PATH
        + box.token(Json.mapper().writeValueAsString(link), AcknowledgeLink.OWNER);
  }

  private HttpApi.Reply get(String path) throws Exception {
    return http.send(http.anonymous(path).GET());
  }

  private HttpApi.Reply post(String path) throws Exception {
    return http.send(http.anonymous(path).POST(BodyPublishers.noBody()));
  }

  @Test
  void aLinkAsksAndItsButtonAcknowledgesWithoutLogin() throws Exception {
    HttpApi.Reply question = get(path(NOW + 1));
    assertThat(question.status()).isEqualTo(200);
    assertThat(question.contentType()).startsWith("text/html");
    assertThat(question.raw().body())
        .contains(
            "<form method=\"post\">", "order-&lt;i&gt;events, queue &lt;b&gt;, CRITICAL", "on-call")
        .doesNotContain("queue <b>", "<i>");
    assertThat(question.raw().headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(question.raw().headers().firstValue("referrer-policy")).hasValue("no-referrer");
    assertThat(question.raw().headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(asked).as("to look changes nothing").isEmpty();

    HttpApi.Reply done = post(path(NOW + 1));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.raw().body()).contains("Acknowledged", "By a link in chat.");
    assertThat(asked)
        .singleElement()
        .satisfies(
            ack -> {
              assertThat(ack.notificationId()).isEqualTo(ID);
              assertThat(ack.by()).isEqualTo("a link in chat");
            });

    notification("ann");
    assertThat(get(path(NOW + 1)).raw().body()).contains("By ann.").doesNotContain("<form");
  }

  @Test
  void oneThatHasExpiredOrWasChangedDoesNothing() throws Exception {
    String expired = path(NOW - 1);
    assertThat(get(expired).status()).isEqualTo(410);
    assertThat(post(expired).status()).isEqualTo(410);

    String good = path(NOW + 1);
    char last = good.charAt(good.length() - 5);
    String changed =
        good.substring(0, good.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + good.substring(good.length() - 4);
    String other = AcknowledgeLink.PATH + box.token("{}", "somebody else");
    for (String bad : List.of(changed, other, AcknowledgeLink.PATH + "x", good + "!")) {
      assertThat(get(bad).raw().body()).as(bad).contains("This link is not valid", "as a whole");
      assertThat(get(bad).status()).as(bad).isEqualTo(404);
      assertThat(post(bad).status()).as(bad).isEqualTo(404);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsNotOpenAnyMoreIsSaidToBe() throws Exception {
    board.apply(NotificationKey.of(Kind.GROUP, "7", "element:1"), null);
    refusal = "no notification is open";
    assertThat(get(path(NOW + 1)).status()).isEqualTo(404);
    HttpApi.Reply reply = post(path(NOW + 1));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.raw().body()).contains("Not open any more");
  }
}
