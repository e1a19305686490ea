package io.stackstate.model.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.check.CheckRule.Bound;
import io.stackstate.model.check.CheckRule.Statistic;
import java.util.List;

/**
 * Reads what kind of check it is: exactly one flag is true, which agents send as {@code true} or
 * {@code 1}. Older agents spell some flags with {@code is_metrics_}, and the streams of a ratio
 * without {@code _stream_id}.
 */
final class RuleReader {
  private static final String FLAGS = "is_(metric|event|service)s?_.*_check";

  private final CheckFields check;
  private final StreamNames streams;

  RuleReader(CheckFields check, StreamNames streams) {
    this.check = check;
    this.streams = streams;
  }

  CheckRule read() throws InvalidCheckException {
    String flag = flag();
    return switch (flag.replace("is_metrics_", "is_metric_")) {
      case "is_metric_maximum_average_check" -> threshold(Bound.MAXIMUM, Statistic.AVERAGE);
      case "is_metric_maximum_last_check" -> threshold(Bound.MAXIMUM, Statistic.LAST);
      case "is_metric_maximum_percentile_check" -> threshold(Bound.MAXIMUM, Statistic.PERCENTILE);
      case "is_metric_minimum_average_check" -> threshold(Bound.MINIMUM, Statistic.AVERAGE);
      case "is_metric_minimum_last_check" -> threshold(Bound.MINIMUM, Statistic.LAST);
      case "is_metric_minimum_percentile_check" -> threshold(Bound.MINIMUM, Statistic.PERCENTILE);
      case "is_metric_maximum_ratio_check" -> ratio(Statistic.AVERAGE, "numerator", "denominator");
      case "is_metric_failed_ratio_check" -> ratio(Statistic.LAST, "failed", "success");
      case "is_event_contains_key_value_check" ->
          new CheckRule.EventContains(
              streams.event(check, "stream_id"),
              check.text("contains_key"),
              check.text("contains_value"),
              check.state("found_health_state"),
              check.state("missing_health_state"));
      case "is_event_tag_as_health_check" ->
          new CheckRule.EventTag(streams.event(check, "stream_id"), check.text("tag_name"));
      case "is_service_check_health_check" ->
          new CheckRule.ServiceCheckStatus(streams.event(check, "stream_id"));
      default -> throw check.invalid(flag, "the flag of a known kind of check");
    };
  }

  private String flag() throws InvalidCheckException {
    List<String> set =
        check.names().stream()
            .filter(name -> name.matches(FLAGS) && isTrue(check.get(name)))
            .toList();
    if (set.size() != 1) {
      throw new InvalidCheckException(
          check.path("is_..._check"),
          set.isEmpty() ? "none that is true" : String.join(" and ", set),
          "exactly one that is true");
    }
    return set.get(0);
  }

  private static boolean isTrue(JsonNode value) {
    return value.isBoolean() ? value.booleanValue() : value.isNumber() && value.intValue() == 1;
  }

  private CheckRule threshold(Bound bound, Statistic statistic) throws InvalidCheckException {
    return new CheckRule.MetricThreshold(
        bound,
        statistic,
        statistic == Statistic.PERCENTILE ? check.percentile() : 0,
        streams.metric(check, "stream_id"),
        check.number("deviating_value"),
        check.number("critical_value"),
        check.window());
  }

  private CheckRule ratio(Statistic statistic, String numerator, String denominator)
      throws InvalidCheckException {
    return new CheckRule.MetricRatio(
        statistic,
        streams.metric(check, field("numerator_stream_id", "numerator", numerator)),
        streams.metric(check, field("denominator_stream_id", "denominator", denominator)),
        check.number("deviating_value"),
        check.number("critical_value"),
        check.window());
  }

  private String field(String name, String... olderNames) {
    for (String older : olderNames) {
      if (!check.has(name) && check.has(older)) {
        return older;
      }
    }
    return name;
  }
}
