package io.stackstate.telemetry.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventFilter.Elements;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buckets of no element, for which nobody is asked; {@code EventStoreIT} has the others. */
class EventStatisticsTest {
  private static List<EventBucket> buckets(long from, long to, int most) throws Exception {
    EventFilter none = EventFilter.between(from, to).of(new Elements(List.of(), List.of()));
    return new EventStatistics(null).histogram(none, most);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 9, 4, 4",
    "0, 2, 10, 3",
    "5, 5, 7, 1",
    "5, 4, 7, 0",
    "0, 253402300799999, 1000, 1000",
    "253402300799999, 253402300799999, 1, 1"
  })
  void thereAreNeverMoreThanWanted(long from, long to, int most, int expected) throws Exception {
    assertThat(buckets(from, to, most)).hasSize(expected);
  }

  @Test
  void theyFollowEachOtherAndCoverTheInterval() throws Exception {
    assertThat(buckets(10, 19, 4))
        .extracting(EventBucket::from)
        .as("each begins where the one before ends")
        .containsExactly(10L, 13L, 16L, 19L);
    List<EventBucket> all = buckets(0, EventFilter.LATEST, 7);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).from()).isEqualTo(all.get(i - 1).to());
    }
    assertThat(all.get(6).to()).isGreaterThan(EventFilter.LATEST);
  }
}
