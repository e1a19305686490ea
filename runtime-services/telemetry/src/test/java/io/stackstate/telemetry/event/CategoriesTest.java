package io.stackstate.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {
  private final Categories categories = new Categories(Map.of("change_request", "Changes"));

  @Test
  void whatIsNoCategoryIsFiledUnderOthersAndKept() {
    assertThat(categories.of("info_event")).isEqualTo("Others");
    assertThat(categories.of(null)).isEqualTo("Others");
    assertThat(categories.data("info_event", "{\"a\":1}"))
        .isEqualTo("{\"a\":1,\"_originalCategory\":\"info_event\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|{\"value\":[1],\"_originalCategory\":\"info_event\"}",
        "\"done\"|{\"value\":\"done\",\"_originalCategory\":\"info_event\"}",
        "null|{\"value\":null,\"_originalCategory\":\"info_event\"}",
        "done {|{\"text\":\"done {\",\"_originalCategory\":\"info_event\"}"
      })
  void anEventIsNotLostBecauseItsDataIsNoObject(String data, String kept) {
    assertThat(categories.data("info_event", data)).isEqualTo(kept);
  }

  @Test
  void anAliasStandsForACategory() {
    assertThat(categories.of("Change_Request")).isEqualTo("Changes");
    assertThat(categories.data("Change_Request", null))
        .isEqualTo("{\"_originalCategory\":\"Change_Request\"}");
  }

  @Test
  void aCategoryStaysWhatItIs() {
    assertThat(categories.of("Alerts")).isEqualTo("Alerts");
    assertThat(categories.data("Alerts", "{\"a\":1}")).isEqualTo("{\"a\":1}");
    assertThat(categories.of("alerts")).isEqualTo("Alerts");
  }

  @Test
  void anAliasForNoCategoryIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> new Categories(Map.of("x", "Change")))
        .hasMessageContaining("categoryAliases.x: found Change, expected one of");
  }
}
