package io.stackstate.automation.output.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.model.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the published reference of SNS (Publish) and of Signature Version 4. */
class SnsTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String DONE =
      "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/([0-9]{8})/eu-west-1/sns/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  private final TestOutputs outputs =
      new TestOutputs()
          .secret("aws", "id", "AKIDEXAMPLE")
          .secret("aws", "secret", SECRET)
          .secret("aws", "session", "s-1");

  @AfterEach
  void close() {
    outputs.close();
  }

  private static String spec(Receiver sns, String topic, String more) {
    return ("sns: {topicArn: 'arn:aws:sns:eu-west-1:123456789012:%s', apiUrl: '%s',"
            + " accessKeyIdSecretRef: {name: aws, key: id},"
            + " secretAccessKeySecretRef: {name: aws, key: secret}%s}")
        .formatted(topic, sns.url("/"), more);
  }

  @Test
  void aMessageIsPublishedAndSignedAsItArrives() throws Exception {
    try (Receiver sns = Receiver.answering(Reply.of(200, DONE))) {
      assertThat(outputs.send(spec(sns, "alerts", ""), Samples.open()))
          .isEqualTo(new Outcome.Delivered(Optional.empty()));
      Map<String, String> form = form(sns.last());
      assertThat(form)
          .containsEntry("Action", "Publish")
          .containsEntry("Version", "2010-03-31")
          .containsEntry("TopicArn", "arn:aws:sns:eu-west-1:123456789012:alerts")
          .containsEntry("MessageAttributes.entry.2.Name", "transition")
          .containsEntry("MessageAttributes.entry.2.Value.DataType", "String")
          .containsEntry("MessageAttributes.entry.2.Value.StringValue", "OPEN")
          .doesNotContainKey("MessageGroupId");
      assertThat(form.get("Message")).contains(Samples.open().title(), "Health: CRITICAL");
      assertThat(signature(sns.last())).isEqualTo(claimed(sns.last()).group(3));
      assertThat(sns.last().body()).doesNotContain("wJalr");
    }
  }

  @Test
  void temporaryCredentialsSendTheirTokenWhichIsSignedToo() throws Exception {
    try (Receiver sns = Receiver.answering(Reply.of(200, DONE))) {
      String session = ", sessionTokenSecretRef: {name: aws, key: session}";
      outputs.send(spec(sns, "alerts", session), Samples.open());
      assertThat(sns.last().headers()).containsEntry("x-amz-security-token", "s-1");
      assertThat(claimed(sns.last()).group(2)).contains("x-amz-security-token");
      assertThat(signature(sns.last())).isEqualTo(claimed(sns.last()).group(3));
    }
  }

  @Test
  void aFifoTopicKeepsOrderAndRecognisesARepeat() throws Exception {
    try (Receiver sns = Receiver.answering(Reply.of(200, DONE))) {
      outputs.send(spec(sns, "alerts.fifo", ""), Samples.open());
      assertThat(form(sns.last()))
          .containsEntry("MessageGroupId", Samples.open().notificationId().toString())
          .containsEntry("MessageDeduplicationId", Samples.open().messageKey());
    }
  }

  @Test
  void programsGetACloudEvent() throws Exception {
    try (Receiver sns = Receiver.answering(Reply.of(200, DONE))) {
      outputs.send(
          spec(sns, "alerts", ", format: CloudEvents, metadata: {team: A}"), Samples.open());
      var event = Json.mapper().readTree(form(sns.last()).get("Message"));
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.at("/data/metadata/team").asText()).isEqualTo("A");
    }
  }

  @Test
  void aSubjectIsALineOfAsciiOfAtMost100Characters() throws Exception {
    try (Receiver sns = Receiver.answering(Reply.of(200, DONE))) {
      String title = "template: {title: '  ä" + "x".repeat(200) + "'}";
      outputs.send(spec(sns, "alerts", "") + "\n" + title, Samples.open());
      assertThat(form(sns.last()).get("Subject")).hasSize(100).startsWith("?x").endsWith("...");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling, Retry",
    "400, InvalidParameter, Refused",
    "403, InvalidClientTokenId, AuthFailed",
    "403, AuthorizationError, AuthFailed",
    "404, NotFound, Refused",
    "500, InternalError, Retry"
  })
  void anErrorOfSnsMeansSomethingForTheOutbox(int status, String code, String outcome) {
    String body = "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>";
    try (Receiver sns = Receiver.answering(Reply.of(status, body))) {
      Outcome found = outputs.send(spec(sns, "alerts", ""), Samples.open());
      assertThat(found.getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(found.toString()).contains(code).doesNotContain("wJalr");
    }
  }

  @Test
  void aDefinitionThatIsWrongIsRefusedWithAllFindings() {
    assertThatThrownBy(
            () ->
                outputs
                    .outputs()
                    .validate(
                        TestOutputs.yaml("sns: {topicArn: 'arn:aws:sqs:x', secretAccessKey: k}")))
        .isInstanceOf(InvalidOutputException.class)
        .hasMessageContaining("sns.topicArn: found \"arn:aws:sqs:x\", expected arn:aws:sns:")
        .hasMessageContaining("sns.accessKeyIdSecretRef: found nothing")
        .hasMessageContaining("sns.secretAccessKey: found a plain secret (not shown)");
  }

  private static Matcher claimed(Received request) {
    Matcher matcher = AUTHORIZATION.matcher(request.headers().get("authorization"));
    assertThat(matcher.matches()).as(request.headers().get("authorization")).isTrue();
    return matcher;
  }

  /** What AWS computes of a request that it received. */
  private static String signature(Received request) throws Exception {
    Matcher claimed = claimed(request);
    String headers =
        Arrays.stream(claimed.group(2).split(";"))
            .map(name -> name + ":" + request.headers().get(name).strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join("\n", "POST", "/", "", headers, claimed.group(2), hash(request.body()));
    String scope = claimed.group(1) + "/eu-west-1/sns/aws4_request";
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", request.headers().get("x-amz-date"), scope, hash(canonical));
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String text) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> form(Received request) {
    Map<String, String> form = new TreeMap<>();
    for (String field : request.body().split("&")) {
      String[] parts = field.split("=", 2);
      form.put(decoded(parts[0]), decoded(parts[1]));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aSecretThatIsNotThereIsAFailureOfCredentials() {
    try (Receiver sns = Receiver.answering(Reply.of(200, DONE))) {
      String spec = spec(sns, "alerts", "").replace("key: secret", "key: none");
      assertThat(outputs.send(spec, Samples.open())).isInstanceOf(Outcome.AuthFailed.class);
      assertThat(sns.received()).isEmpty();
    }
  }
}
