package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ForecastCommandTest {
  private static final String PATH = "/api/components/urn%3Ahost%3A%2Fdb-1/forecast";

  @AutoClose private final FakeServer server = new FakeServer();

  private String answerTo(String forecast) {
    server.on("GET " + PATH, 200, forecast);
    return Cli.run(server, "topology", "forecast", "urn:host:/db-1", "--no-color").out();
  }

  @Test
  void eachHourHasALineAndEachCheckAColumn() {
    assertThat(
            answerTo(
                """
                {"hours":[3600000,7200000],"checks":[
                 {"id":1,"name":"Disk","states":["CLEAR","CRITICAL"]},
                 {"id":2,"name":"CPU","states":[],"error":"no points of cpu were found"},
                 {"id":3,"name":"Memory","states":["CLEAR","CLEAR"]}]}"""))
        .isEqualTo(
            """
            UNTIL                  DISK       MEMORY
            1970-01-01T01:00:00Z   CLEAR      CLEAR
            1970-01-01T02:00:00Z   CRITICAL   CLEAR
            CPU: no points of cpu were found
            """);
  }

  @Test
  void aComponentWithoutChecksOnMetricsSaysSo() {
    assertThat(answerTo("{\"hours\":[1],\"checks\":[]}"))
        .isEqualTo("It has no checks on metrics.\n");
  }
}
