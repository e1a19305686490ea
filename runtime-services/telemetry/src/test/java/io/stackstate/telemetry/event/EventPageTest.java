package io.stackstate.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventPageTest {
  @Test
  void aPageAfterTheEndOfAllTimesBeginsAfterTheLatestEventThereCanBe() {
    assertThat(new EventPage.Cursor(Long.MAX_VALUE, "e1").lastEventTime())
        .isEqualTo(EventFilter.LATEST);
    assertThat(new EventPage.Cursor(5, "e1").lastEventTime()).isEqualTo(5);
  }
}
