package io.stackstate.automation.output.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what the API of the platform says of actions: POST .../actions/{action}. */
class ComponentActionTest {
  private static final String SPEC =
      "componentAction: {action: 'urn:stackpack:shop:action:restart'";

  private static TestOutputs outputs(Receiver api) {
    URI uri = URI.create(api.url(""));
    return new TestOutputs(
        new TestSettings().api(new PlatformApi(uri, (name, key) -> "t0ken")).done());
  }

  @Test
  void theActionIsDoneWithTheRootAndOnlyWhenTheNotificationBegins() {
    try (Receiver api = Receiver.answering(Reply.of(200, "{\"result\":{\"value\":\"done\"}}"));
        TestOutputs outputs = outputs(api)) {
      assertThat(outputs.send(SPEC + "}", Samples.open()))
          .isEqualTo(new Outcome.Delivered(Optional.empty()));
      assertThat(api.last().method()).isEqualTo("POST");
      assertThat(URLDecoder.decode(api.last().path(), StandardCharsets.UTF_8))
          .isEqualTo(
              "/api/components/"
                  + Samples.open().root().identifier()
                  + "/actions/urn:stackpack:shop:action:restart");
      assertThat(api.last().headers()).containsEntry("authorization", "ApiToken t0ken");
      outputs.send(SPEC + "}", Samples.update());
      outputs.send(SPEC + "}", Samples.close());
      assertThat(api.received()).hasSize(1);
      outputs.send(SPEC + ", transitions: [Close]}", Samples.close());
      assertThat(api.received()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, Refused",
    "404, Refused",
    "408, Refused",
    "500, Refused",
    "403, AuthFailed",
    "429, Retry",
    "503, Retry"
  })
  void whatWasBegunIsNotBegunAgain(int status, String outcome) {
    try (Receiver api = Receiver.answering(Reply.of(status, "{\"message\":\"no\"}"));
        TestOutputs outputs = outputs(api)) {
      Outcome found = outputs.send(SPEC + "}", Samples.open());
      assertThat(found.getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(found.toString()).doesNotContain("t0ken");
    }
  }

  @ParameterizedTest
  @CsvSource({"'{\"_type\":\"X\",\"message\":\"no such action\"}',no such action", "gone,gone"})
  void aRefusalSaysTheMessageOfTheApi(String body, String said) {
    try (Receiver api = Receiver.answering(Reply.of(404, body));
        TestOutputs outputs = outputs(api)) {
      assertThat(outputs.send(SPEC + "}", Samples.open()).toString())
          .contains("answered 404: " + said)
          .doesNotContain("_type");
    }
  }

  @Test
  void withoutTheApiADefinitionIsWrong() {
    try (TestOutputs outputs = new TestOutputs(new TestSettings().done())) {
      assertThatThrownBy(() -> outputs.outputs().validate(TestOutputs.yaml(SPEC + "}")))
          .isInstanceOf(InvalidOutputException.class)
          .hasMessageContaining("stackstate.automation.outputs.api.url");
    }
  }
}
