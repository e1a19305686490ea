package io.stackstate.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoriesTest {
  private final Categories categories = new Categories(Map.of("change_request", "Changes"));

  @Test
  void whatIsNoCategoryIsFiledUnderOthersAndKept() {
    assertThat(categories.of("info_event")).isEqualTo("Others");
    assertThat(categories.of(null)).isEqualTo("Others");
    assertThat(categories.data("info_event", "{\"a\":1}"))
        .isEqualTo("{\"a\":1,\"_originalCategory\":\"info_event\"}");
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
