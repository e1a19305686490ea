package io.stackstate.stackpacks.stj;

import static io.stackstate.stackpacks.stj.Documents.apply;
import static io.stackstate.stackpacks.stj.Documents.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, sections 3.1 and 3.4, and test case 6. */
class MonitorImportTest {
  private static final String FUNCTION =
      "{\"_type\":\"MonitorFunction\",\"id\":-1,\"identifier\":\"urn:x:monitor-function:f\",\"name\":\"f\","
          + "\"parameters\":[],\"script\":\"[]\"}";
  private static final String MONITOR =
      "{'_type':'Monitor','identifier':'urn:x:monitor:m','name':'m','function':-1,"
          + "'arguments':{},'intervalSeconds':60}";

  private final MemorySettings settings = new MemorySettings();

  private Node applied(String monitor) throws SettingsException {
    apply(settings, nodes(FUNCTION, monitor.replace('\'', '"')), ImportOptions.plain());
    return settings.byIdentifier("urn:x:monitor:m").orElseThrow();
  }

  @Test
  void aNewOneIsDisabledAndOneThatIsThereKeepsItsStatus() throws Exception {
    assertThat(applied(MONITOR).content().path("status").asText()).isEqualTo("DISABLED");
    applied(MONITOR.replace("60}", "60,'status':'ENABLED'}"));

    Node again = applied(MONITOR.replace("60}", "61,'tags':{}}"));

    assertThat(again.content().path("status").asText()).isEqualTo("ENABLED");
    assertThat(again.content().path("intervalSeconds").asInt()).isEqualTo(61);
    assertThat(again.content().path("tags").isArray()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "60}|0}|intervalSeconds: found 0, expected 1 to 31536000 seconds",
        "60}|31536001}|intervalSeconds: found 31536001, expected 1 to 31536000 seconds",
        "60}|99999999999999999999}|intervalSeconds: found 99999999999999999999, expected 1 to",
        "60}|1.5}|intervalSeconds: found 1.5, expected an integer",
        "60}|'often'}|intervalSeconds: found \"often\", expected an integer",
        ",'intervalSeconds':60||intervalSeconds: missing, expected an integer",
        "{}|'x'|arguments: found \"x\", expected a list or a map by name",
        "{}|7|arguments: found 7, expected a list or a map by name",
        "urn:x:monitor:m|m|identifier: found \"m\", expected a URN",
        "60}|60,'status':'ON'}|status: found \"ON\", expected one of ENABLED, DISABLED",
        "60}|60,'tags':'a'}|tags: found \"a\", expected a list of texts",
        "'function':-1,||function: missing, expected a reference to MonitorFunction"
      })
  void whatIsWrongIsNamedAndNothingIsStored(String part, String other, String message) {
    String wrong = MONITOR.replace(part, other == null ? "" : other);

    assertThatThrownBy(() -> applied(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
    assertThat(settings.all()).isEmpty();
  }
}
