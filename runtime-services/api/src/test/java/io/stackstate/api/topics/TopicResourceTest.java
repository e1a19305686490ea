package io.stackstate.api.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicResourceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"StateEvent\":{\"host\":\"a\"}} | {\"StateEvent\":{\"host\":\"a\"}}",
        "[1]      | {\"Text\":\"[1]\"}",
        "nonsense | {\"Bytes\":\"bm9uc2Vuc2U=\"}",
        "{\"a\":1 | {\"Bytes\":\"eyJhIjox\"}",
        "''       | {\"Bytes\":\"\"}"
      })
  void writesEveryValueAsAnObject(String value, String expected) throws Exception {
    assertThat(write(new TopicMessages.Message("k", 1, 7, 0, bytes(value))))
        .isEqualTo(
            "{\"messages\":[{\"key\":\"k\",\"partition\":1,\"offset\":7,\"message\":"
                + expected
                + "}]}");
  }

  @Test
  void writesATombstoneWithoutAKeyAsAnEmptyObject() throws Exception {
    assertThat(write(new TopicMessages.Message(null, 0, 0, 0, null)))
        .isEqualTo("{\"messages\":[{\"key\":\"\",\"partition\":0,\"offset\":0,\"message\":{}}]}");
  }

  private static String write(TopicMessages.Message message) throws Exception {
    return JsonText.of(out -> TopicResource.write(out, List.of(message)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
