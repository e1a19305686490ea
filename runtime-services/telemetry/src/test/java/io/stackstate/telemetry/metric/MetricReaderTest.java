package io.stackstate.telemetry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricReaderTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final MetricReader reader = new MetricReader(3);
  private final List<Document> documents = new ArrayList<>();

  private static MultiMetric metric(
      String name, String host, Map<String, Double> values, Map<String, String> tags, long time) {
    return new MultiMetric(name, host, "gauge", 15L, values, tags, time);
  }

  private Timeliness read(MultiMetric metric) throws IOException {
    return reader.read(Json.mapper().writeValueAsBytes(metric), NOON, documents::add).timeliness();
  }

  private JsonNode json(int place) throws IOException {
    return Json.mapper().readTree(documents.get(place).json());
  }

  @Test
  void thereIsOneDocumentForEachMetricOfARecord() throws Exception {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("cpu_totalPct", 3.5);
    values.put("mem_rss", 73400320.0);
    read(metric("processMetrics", "srv-4", values, Map.of("pid", "811"), NOON - 1));

    assertThat(documents).extracting(Document::index).containsOnly("sts_multi_metrics-2026.03.02");
    assertThat(documents).extracting(Document::id).containsOnlyNulls();
    ObjectNode rss = (ObjectNode) json(1);
    assertThat(rss.get("series").asText()).hasSize(22).isNotEqualTo(json(0).get("series").asText());
    rss.remove("series");
    assertThat((JsonNode) rss)
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"@timestamp\":%d,\"timeReceived\":%d,\"name\":\"processMetrics\",\"host\":\"srv-4\",\"tags\":{\"pid\":\"811\"},\"metric\":\"mem_rss\",\"value\":7.340032E7}"
                        .formatted(NOON - 1, NOON)));
  }

  @Test
  void aSeriesIsItsNameHostMetricAndTagsInAnyOrder() throws Exception {
    Map<String, String> ordered = new LinkedHashMap<>();
    ordered.put("a", "1");
    ordered.put("b", "2");
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("b", "2");
    reversed.put("a", "1");
    Map<String, Double> values = Map.of("m", 1.0);
    read(metric("n", "h", values, ordered, NOON));
    read(metric("n", "h", Map.of("m", 2.0), reversed, NOON - 1));
    read(metric("n", "h2", values, ordered, NOON));
    read(metric("n2", "h", values, ordered, NOON));
    read(metric("n", "h", values, Map.of("a", "1"), NOON));
    read(metric("n", "h", values, Map.of("a", "1b2"), NOON));
    read(metric("n", "h", Map.of("m2", 1.0), ordered, NOON));
    List<String> series = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      series.add(json(i).get("series").asText());
    }
    assertThat(series.get(0)).isEqualTo(series.get(1));
    assertThat(series.stream().distinct()).hasSize(6);
  }

  @Test
  void textsThatJsonMustEscapeStayWhatTheyAre() throws Exception {
    String odd = "\"\\\n\u0001é😀";
    read(metric("n", odd, Map.of(odd, 1.0), Map.of(odd, odd), NOON));
    assertThat(json(0).get("host").asText()).isEqualTo(odd);
    assertThat(json(0).get("metric").asText()).isEqualTo(odd);
    assertThat(json(0).get("tags").get(odd).asText()).isEqualTo(odd);
  }

  @Test
  void pointsAreFiledUnderTheDayOfTheirTime() throws Exception {
    read(metric("n", "h", Map.of("m", 1.0), Map.of(), NOON - DAY));
    read(metric("n", "h", Map.of("m", 1.0), Map.of(), NOON));
    assertThat(documents)
        .extracting(Document::index)
        .containsExactly("sts_multi_metrics-2026.03.01", "sts_multi_metrics-2026.03.02");
  }

  @Test
  void pointsOfDaysThatAreDroppedAndOfTheFutureAreLeftOut() throws Exception {
    Map<String, Double> values = Map.of("m", 1.0);
    long midnight = NOON - DAY / 2;
    assertThat(read(metric("n", "h", values, Map.of(), midnight - 2 * DAY)))
        .isEqualTo(Timeliness.IN_TIME);
    assertThat(read(metric("n", "h", values, Map.of(), midnight - 2 * DAY - 1)))
        .isEqualTo(Timeliness.OUTDATED);
    assertThat(read(metric("n", "h", values, Map.of(), NOON + 600_000)))
        .isEqualTo(Timeliness.IN_TIME);
    assertThat(read(metric("n", "h", values, Map.of(), NOON + 600_001)))
        .isEqualTo(Timeliness.AHEAD);
    assertThat(documents).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"MultiMetric\":3}",
        "{\"MultiMetric\":{\"timestamp\":1}}",
        "{\"MultiMetric\":{\"values\":{\"m\":1}}}",
        "{\"MultiMetric\":{\"timestamp\":1,\"values\":{\"m\":\"much\"}}}",
        "{\"MultiMetric\":{\"timestamp\":1,\"values\":{\"m\":1e999}}}",
        "{\"MultiMetric\":{\"timestamp\":\"now\",\"values\":{\"m\":1}}}"
      })
  void whatIsNoMetricIsRefused(String text) {
    byte[] record = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.read(record, NOON, documents::add))
        .isInstanceOf(IOException.class);
    assertThat(documents).isEmpty();
  }

  @Test
  void aRecordIsReadRightAfterOneThatWasWrong() throws Exception {
    byte[] wrong =
        "{\"MultiMetric\":{\"values\":{\"x\":1},\"tags\":{\"t\":\"v\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.read(wrong, NOON, documents::add))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> reader.read(null, NOON, documents::add))
        .isInstanceOf(IOException.class);
    read(metric("n", "h", Map.of("m", 1.0), Map.of(), NOON));
    assertThat(documents).hasSize(1);
    assertThat(json(0).get("tags")).isEmpty();
  }
}
