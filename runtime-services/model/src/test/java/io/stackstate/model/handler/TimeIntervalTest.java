package io.stackstate.model.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a handler may tell: health sheet, section 13.1 row 10. */
class TimeIntervalTest {
  private static Timing timing(String interval, String chosen) throws Exception {
    String spec =
        "{'triggers':[{'problem':{}}],'outputs':[{'name':'a','webhook':{}}],'timing':{'intervals':["
            + "{'name':'x',"
            + interval.substring(1)
            + "],'"
            + chosen
            + "':['x']}}";
    return HandlerReader.read(Json.mapper().readTree(spec.replace('\'', '"'))).timing();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'times':[{'start':'09:00','end':'17:00'}]}; 2026-11-23T09:00:00Z; true",
        "{'times':[{'start':'09:00','end':'17:00'}]}; 2026-11-23T17:00:00Z; false",
        "{'times':[{'start':'22:00','end':'06:00'}]}; 2026-11-23T23:00:00Z; true",
        "{'times':[{'start':'22:00','end':'06:00'}]}; 2026-11-23T05:59:00Z; true",
        "{'times':[{'start':'22:00','end':'06:00'}]}; 2026-11-23T06:00:00Z; false",
        "{'times':[{'start':'18:00','end':'24:00'}]}; 2026-11-23T23:59:59Z; true",
        "{'times':[{'start':'18:00','end':'24:00'}]}; 2026-11-24T00:00:00Z; false",
        "{'weekdays':['MONDAY','FRIDAY']}; 2026-11-23T12:00:00Z; true",
        "{'weekdays':['MONDAY','FRIDAY']}; 2026-11-24T12:00:00Z; false",
        "{'daysOfMonth':['1:5']}; 2026-11-05T23:59:00Z; true",
        "{'daysOfMonth':['1:5']}; 2026-11-06T00:00:00Z; false",
        "{'daysOfMonth':['-1']}; 2028-02-29T12:00:00Z; true",
        "{'daysOfMonth':['-1']}; 2028-02-28T12:00:00Z; false",
        "{'daysOfMonth':['-3:-1']}; 2026-11-28T12:00:00Z; true",
        "{'daysOfMonth':['25:-1']}; 2026-11-24T12:00:00Z; false",
        "{'months':['DECEMBER']}; 2026-12-31T23:59:00Z; true",
        "{'months':['DECEMBER']}; 2026-11-30T23:59:00Z; false",
        "{'years':['2026:2027']}; 2027-06-01T00:00:00Z; true",
        "{'years':['2026:2027']}; 2028-01-01T00:00:00Z; false",
        "{'times':[{'start':'09:00','end':'10:00'}],'location':'Europe/Amsterdam'}; 2026-07-01T07:30:00Z; true",
        "{'times':[{'start':'09:00','end':'10:00'}],'location':'Europe/Amsterdam'}; 2026-12-01T07:30:00Z; false",
        "{'weekdays':['MONDAY'],'months':['NOVEMBER']}; 2026-11-23T12:00:00Z; true",
        "{'weekdays':['MONDAY'],'months':['DECEMBER']}; 2026-11-23T12:00:00Z; false"
      })
  void allThatIsGivenMustHold(String interval, Instant moment, boolean holds) throws Exception {
    assertThat(timing(interval, "activeIntervals").allows(moment)).isEqualTo(holds);
    assertThat(timing(interval, "muteIntervals").allows(moment)).isEqualTo(!holds);
  }

  @Test
  void whereThereAreNoneItMayAlwaysTell() {
    assertThat(Timing.ALWAYS.allows(Instant.EPOCH)).isTrue();
  }
}
