package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments of a preview, as clients give them by name. */
class RequiredArgumentsTest {
  private static final String FUNCTION =
      "{'parameters':[{'name':'minimum','type':'INTEGER','required':true},"
          + "{'name':'query','type':'STRING','required':true},"
          + "{'name':'note','type':'STRING'},"
          + "{'name':'topologyIdentifier','type':'STRING','required':true,'system':true}]}";

  @ParameterizedTest
  @ValueSource(strings = {"{'minimum':3}", "{'minimum':3,'query':null}"})
  void aMissingOneIsNamed(String arguments) throws IOException {
    JsonNode given = json(arguments);
    JsonNode function = json(FUNCTION);
    ApiException refused =
        catchThrowableOfType(ApiException.class, () -> RequiredArguments.check(given, function));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused)
        .hasMessage(
            "arguments.query: found nothing, expected a value of type STRING, which the function"
                + " requires");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'minimum':3,'query':'q'}", "[{'parameter':1,'value':3}]"})
  void whatIsCompleteOrInTheFormOfTheSettingsPasses(String arguments) throws IOException {
    JsonNode given = json(arguments);
    JsonNode function = json(FUNCTION);
    assertThatCode(() -> RequiredArguments.check(given, function)).doesNotThrowAnyException();
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text.replace('\'', '"'));
  }
}
