package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {

  @Test
  void whatTheServicesWriteIsValid() {
    RandomChanges random = new RandomChanges(1, 10);
    for (int i = 0; i < 100; i++) {
      random
          .commit(10)
          .forEach(
              change -> assertThatCode(() -> RecordCheck.check(change)).doesNotThrowAnyException());
    }
  }

  @Test
  void fieldsOfANewerProgramAreIgnoredAndNullIsAbsent() {
    assertThatCode(
            () ->
                RecordCheck.check(
                    change(
                        Aspect.COMPONENT,
                        "{\"future\":{\"id\":9,\"x\":[{}]},\"id\":5,\"name\":null,\"labels\":null}")))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                RecordCheck.check(
                    change(
                        Aspect.PROBLEM,
                        "{\"any\":[1,{\"x\":2}],\"id\":5,\"rootCause\":{\"elementId\":7}}")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "COMPONENT | `` | record: found null, expected an object",
        "COMPONENT | [] | record: found START_ARRAY, expected an object",
        "COMPONENT | {\"id\":5} {} | record: found START_OBJECT, expected the end",
        "COMPONENT | {\"id\":5 | not JSON",
        "COMPONENT | {\"id\":5,\"name\":\"a | not JSON",
        "COMPONENT | {\"id\":5,\"x\":[} | not JSON",
        "COMPONENT | {} | id: found 0, expected 5",
        "COMPONENT | {\"id\":6} | id: found 6, expected 5",
        "COMPONENT | {\"id\":\"5\"} | id: found VALUE_STRING, expected an integer",
        "COMPONENT | {\"id\":5.0} | id: found VALUE_NUMBER_FLOAT, expected an integer",
        "COMPONENT | {\"id\":99999999999999999999} | id: found VALUE_NUMBER_INT, expected an",
        "COMPONENT | {\"id\":5,\"name\":7} | name: found VALUE_NUMBER_INT, expected a string",
        "COMPONENT | {\"id\":5,\"labels\":\"a\"} | labels: found VALUE_STRING, expected an array",
        "COMPONENT | {\"id\":5,\"labels\":[null]} | labels: found VALUE_NULL, expected a string",
        "COMPONENT | {\"id\":5,\"properties\":{}} | properties: found START_OBJECT, expected a",
        "COMPONENT | {\"id\":5,\"sources\":{}} | sources: found START_OBJECT, expected an array",
        "RELATION | {\"id\":5,\"source\":1} | source, target: found 1, 0, expected ids",
        "RELATION | {\"id\":5,\"source\":1,\"target\":2,\"dependencyDirection\":\"UP\"}"
            + " | dependencyDirection: found UP, expected one of [ONE_WAY, BOTH, NONE]",
        "HEALTH | {\"id\":5,\"own\":\"clear\"} | own: found clear, expected one of [UNINITIALIZED",
        "PROBLEM | nonsense | not JSON at byte 0",
        "PROBLEM | {\"id\":6,\"rootCause\":{\"elementId\":7}} | id: found 6, expected 5",
        "PROBLEM | {\"id\":5} | rootCause: found null, expected an object",
        "PROBLEM | {\"id\":5,\"rootCause\":\"x\"} | record: found fields of other types"
      })
  void othersAreRejectedWithWhatWasFoundAndExpected(Aspect aspect, String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCheck.check(change(aspect, json)))
        .withMessageContaining(message);
  }

  @Test
  void anErrorNeverQuotesTheRecord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCheck.check(change(Aspect.COMPONENT, "{\"password\":\"hush\",")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush").doesNotContain("\n"));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "9007199254740992"})
  void anIdThatJavaScriptWouldCorruptIsRejected(long id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCheck.check(Changes.delete(Aspect.COMPONENT, id)))
        .withMessageContaining("found id " + id);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RecordCheck.check(
                    Changes.put(Changes.relation(5, id, 7, DependencyDirection.NONE))))
        .withMessageContaining("source");
  }

  @Test
  void aDeleteNeedsNoValue() {
    assertThatCode(() -> RecordCheck.check(Changes.delete(Aspect.HEALTH, 5)))
        .doesNotThrowAnyException();
    assertThatCode(() -> RecordCheck.check(Changes.health(5, HealthState.CLEAR, HealthState.CLEAR)))
        .doesNotThrowAnyException();
  }

  private static Change change(Aspect aspect, String json) {
    return new Change(new ChangeKey(aspect, 5), json.getBytes(StandardCharsets.UTF_8));
  }
}
