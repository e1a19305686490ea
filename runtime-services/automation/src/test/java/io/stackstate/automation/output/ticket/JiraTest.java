package io.stackstate.automation.output.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JiraTest {
  private static final Outcome FIRST = new Outcome.Delivered(Optional.of("OPS-1"));

  private final TestOutputs outputs = new TestOutputs().secret("jira", "token", "s3cret");
  private final JiraServer jira = new JiraServer();

  @AfterEach
  void close() {
    outputs.close();
    jira.close();
  }

  private Delivery delivery(String more) {
    return outputs.delivery(
        "jira: {url: '"
            + jira.receiver.url("")
            + "', project: OPS, issueType: Incident, labels: [obs], priorityMap: {CRITICAL: High},"
            + " fields: {customfield_1: {value: x}}, resolveTransition: Done,"
            + " auth: {basic: {username: a@b.c, passwordSecretRef: {name: jira, key: token}}}"
            + more
            + "}");
  }

  @Test
  void opensChangesAndResolvesOneIssue() {
    Delivery delivery = delivery("");
    assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(FIRST);
    assertThat(delivery.deliver(Samples.update(), Optional.of("OPS-1"))).isEqualTo(FIRST);
    assertThat(delivery.deliver(Samples.close(), Optional.of("OPS-1"))).isEqualTo(FIRST);
    assertThat(jira.issues).hasSize(1);
    assertThat(jira.issues.get("OPS-1").done).isTrue();
    assertThat(jira.issues.get("OPS-1").comments).hasSize(2);
    assertThat(jira.receiver.last().headers())
        .containsEntry("authorization", "Basic YUBiLmM6czNjcmV0");
    assertThat(jira.receiver.received().get(0).path()).isEqualTo("/rest/api/3/search/jql");
    Golden.check("jira-v3-create", jira.issues.get("OPS-1").fields);
    Golden.check("jira-v3-comment", jira.issues.get("OPS-1").comments.get(1));
  }

  @Test
  void version2WritesTextAndSearchesElsewhere() {
    delivery(", apiVersion: 2").deliver(Samples.open(), Optional.empty());
    assertThat(jira.receiver.received().get(0).path()).isEqualTo("/rest/api/2/search");
    Golden.check("jira-v2-create", jira.issues.get("OPS-1").fields);
  }

  @Test
  void anAnswerThatWasLostOpensNoSecondIssue() {
    Delivery delivery = delivery("");
    delivery.deliver(Samples.open(), Optional.empty());
    assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(FIRST);
    assertThat(jira.issues).hasSize(1);
  }

  @Test
  void withinTheWindowAnIssueIsReopenedAndAfterItANewOneIsOpened() {
    Delivery delivery = delivery(", reopenTransition: Reopen, reopenWindow: 2d");
    delivery.deliver(Samples.open(), Optional.empty());
    delivery.deliver(Samples.close(), Optional.of("OPS-1"));
    assertThat(jira.issues.get("OPS-1").done).isTrue();
    assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(FIRST);
    assertThat(jira.issues.get("OPS-1").done).isFalse();

    delivery.deliver(Samples.close(), Optional.of("OPS-1"));
    jira.issues.get("OPS-1").doneLongAgo = true;
    assertThat(delivery.deliver(Samples.open(), Optional.empty()))
        .isEqualTo(new Outcome.Delivered(Optional.of("OPS-2")));
  }

  @Test
  void withoutAReopenTransitionAResolvedIssueStaysResolved() {
    Delivery delivery = delivery("");
    delivery.deliver(Samples.open(), Optional.empty());
    delivery.deliver(Samples.close(), Optional.of("OPS-1"));
    assertThat(delivery.deliver(Samples.open(), Optional.empty()))
        .isEqualTo(new Outcome.Delivered(Optional.of("OPS-2")));
  }

  @Test
  void whatSomebodyResolvedOrDeletedIsNoError() {
    Delivery delivery = delivery("");
    delivery.deliver(Samples.open(), Optional.empty());
    jira.issues.get("OPS-1").done = true;
    assertThat(delivery.deliver(Samples.close(), Optional.of("OPS-1"))).isEqualTo(FIRST);
    assertThat(delivery.deliver(Samples.close(), Optional.of("OPS-9")))
        .isEqualTo(new Outcome.Delivered(Optional.of("OPS-9")));
    assertThat(delivery.deliver(Samples.update(), Optional.of("OPS-9")))
        .isEqualTo(new Outcome.Delivered(Optional.of("OPS-2")));
  }

  @Test
  void aTransitionThatDoesNotExistIsNamedWithThoseThatDo() {
    Delivery delivery = delivery(", reopenTransition: Wake");
    delivery.deliver(Samples.open(), Optional.empty());
    jira.issues.get("OPS-1").done = true;
    assertThat(delivery.deliver(Samples.open(), Optional.empty()).toString())
        .contains("Jira, issue OPS-1: found the transitions [Reopen], expected Wake");
  }

  @Test
  void wrongCredentialsAreNoReasonToHammer() {
    try (Receiver strict = Receiver.answering(Reply.of(401))) {
      Outcome outcome =
          outputs.send(
              "jira: {url: '"
                  + strict.url("")
                  + "', project: OPS, auth: {bearer: {tokenSecretRef: {name: jira, key: token}}}}",
              Samples.open());
      assertThat(outcome).isInstanceOf(Outcome.AuthFailed.class);
      assertThat(strict.received()).hasSize(1);
    }
  }

  @Test
  void queriesQuoteWhatTheyAreGiven() {
    JiraQuery query = new JiraQuery("O\"P", Optional.empty(), Optional.of("Won't \\ do"));
    assertThat(query.toOpen("l"))
        .isEqualTo(
            "(resolution is EMPTY OR resolution != \"Won't \\\\ do\") AND statusCategory != Done"
                + " AND project = \"O\\\"P\" AND labels = \"l\""
                + " ORDER BY status ASC, resolutiondate DESC");
  }
}
