package io.stackstate.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.stackstate.api.check.Made;
import io.stackstate.api.script.ScriptSettings;
import io.stackstate.api.script.Scripts;
import io.stackstate.api.settings.TestSettings;
import io.stackstate.functions.api.MadeSource;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.ElementTelemetry;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which streams and checks are looked at; {@code HealthForecastTest} has what is told of them. */
class ComponentForecastsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long THEN = NOW - 86_400_000;
  private static final Component COMPONENT =
      Made.component(
          "{\"metrics\":[{\"name\":\"sent\",\"metric_field\":\"sent\",\"stream_id\":-1,\"conditions\":[]}]}");

  /** One stream, {@code before} until now and {@code after} since. */
  private static final MadeSource MADE =
      (element, time) -> made(element, time.orElse(NOW) < NOW ? "before" : "after");

  private static ElementTelemetry made(long element, String metric) {
    String stream =
        "{\"_type\":\"MetricStream\",\"id\":1,\"name\":\"%s\",\"query\":{\"metricField\":\"%s\",\"conditions\":[]}}"
            .formatted(metric, metric);
    return new ElementTelemetry(
        element,
        List.of(new TelemetryStream(1, "MetricStream", metric, stream)),
        List.of(check(2, metric, 1)));
  }

  private static Check check(long id, String name, long stream) {
    return new Check(
        id,
        name,
        """
        {"id":%d,"name":"%s","function":7,"arguments":[
         {"_type":"ArgumentMetricStreamRef","parameter":100,"stream":%d,"maxWindow":300000}]}
        """
            .formatted(id, name, stream));
  }

  private static ComponentForecast forecast(MadeSource made, OptionalLong past) throws Exception {
    try (Scripts scripts = new Scripts(ScriptSettings.read(ConfigFactory.load()))) {
      return new ComponentForecasts(
              TestSettings.of(), made, query -> List.of(), scripts, () -> Instant.ofEpochMilli(NOW))
          .of(COMPONENT, past);
    }
  }

  @Test
  void theForecastOfThePresentIsOfWhatIsThere() throws Exception {
    ComponentForecast forecast = forecast(MADE, OptionalLong.empty());

    assertThat(forecast.from()).isEqualTo(NOW);
    assertThat(forecast.checks())
        .extracting(HealthForecast.Forecast::name)
        .containsExactly("after");
  }

  @Test
  void theForecastOfThePastIsOfWhatWasThereThen() throws Exception {
    ComponentForecast forecast = forecast(MADE, OptionalLong.of(THEN));

    assertThat(forecast.from()).isEqualTo(THEN);
    assertThat(forecast.checks())
        .extracting(HealthForecast.Forecast::name)
        .containsExactly("before");
  }

  @Test
  void aCheckOfPeopleMayLookAtAStreamOfAnAgent() throws Exception {
    long sent = ElementChecksReader.of(COMPONENT).streams().get(0).id();
    MadeSource made =
        (element, time) ->
            new ElementTelemetry(element, List.of(), List.of(check(3, "on sent", sent)));

    assertThat(forecast(made, OptionalLong.empty()).checks())
        .extracting(HealthForecast.Forecast::name)
        .containsExactly("on sent");
  }
}
