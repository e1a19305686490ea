package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetricCommandTest {
  private static final String QUERY = "POST /api/telemetry/query";

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void showsAPointForEachBucketOfEachGroup() {
    server.on(
        QUERY,
        200,
        """
        {"series":[{"groups":{"host":"h1"},"points":[[1700000000000,1.5],[1700000060000,2.0]]},
                   {"groups":{"host":"h2"},"points":[[1700000000000,7.25]]}]}""");
    Cli result =
        Cli.run(
            server,
            "metric",
            "query",
            "-m",
            "queue.depth",
            "--where",
            "tags.queue=orders=1",
            "--group-by",
            "host",
            "--aggregation",
            "max",
            "--from",
            "1700000000000",
            "--to",
            "1700003600000");
    assertThat(result.out())
        .isEqualTo(
            """
            HOST   TIME                   VALUE
            h1     2023-11-14T22:13:20Z   1.5
            h1     2023-11-14T22:14:20Z   2.0
            h2     2023-11-14T22:13:20Z   7.25
            """);
    assertThat(server.last().body())
        .isEqualTo(
            """
            {"metricField":"queue.depth","conditions":[{"key":"tags.queue","value":"orders=1"}],\
            "aggregation":{"method":"max","bucketMillis":60000},"groupBy":["host"],\
            "startMillis":1700000000000,"endMillis":1700003600000}""");
  }

  @Test
  void showsPointsAsTheyCame() {
    server.on(QUERY, 200, "{\"series\":[{\"groups\":{},\"points\":[]}]}");
    Cli result = Cli.run(server, "metric", "query", "-m", "m", "--raw", "--to", "3600000");
    assertThat(result.out()).startsWith("No points. A longer time");
    assertThat(server.last().body())
        .isEqualTo(
            """
            {"metricField":"m","conditions":[],"groupBy":[],"startMillis":0,"endMillis":3600000}""");
  }

  @Test
  void saysWhatIsWrong() {
    Cli condition = Cli.run(server, "metric", "query", "-m", "m", "-w", "host");
    assertThat(condition.code()).isNotZero();
    assertThat(condition.err()).contains("--where: found \"host\", expected host=db-1");
    server.on(QUERY, 400, "{\"_type\":\"E\",\"message\":\"aggregation.method: found odd\"}");
    Cli method = Cli.run(server, "metric", "query", "-m", "m", "-a", "odd");
    assertThat(method.err()).contains("aggregation.method: found odd");
    assertThat(Cli.run(server, "metric", "query").err()).contains("--metric");
  }
}
