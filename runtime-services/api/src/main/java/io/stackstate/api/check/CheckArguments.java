package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.CheckRule;
import io.stackstate.model.check.CheckRule.EventContains;
import io.stackstate.model.check.CheckRule.EventTag;
import io.stackstate.model.check.CheckRule.MetricRatio;
import io.stackstate.model.check.CheckRule.MetricThreshold;
import io.stackstate.model.check.CheckRule.ServiceCheckStatus;
import java.io.IOException;
import java.util.Locale;

/**
 * What an agent says of a check in the terms of a check function: its id, and the arguments for its
 * parameters. The ids follow from the identifier of the function as those of settings nodes do.
 */
final class CheckArguments {
  private static final String URN = "urn:stackpack:common:check-function:";

  private final JsonGenerator out;
  private final long function;

  private CheckArguments(JsonGenerator out, long function) {
    this.out = out;
    this.function = function;
  }

  /** Writes {@code function} and {@code arguments}. */
  static void write(JsonGenerator out, CheckRule rule) throws IOException {
    long function = ElementId.of("settings", URN + name(rule));
    out.writeNumberField("function", function);
    out.writeArrayFieldStart("arguments");
    new CheckArguments(out, function).arguments(rule);
    out.writeEndArray();
  }

  private static String name(CheckRule rule) {
    if (rule instanceof MetricThreshold threshold) {
      String statistic = lower(threshold.statistic());
      return "metrics-"
          + lower(threshold.bound())
          + "-"
          + (statistic.equals("last") ? "last-value" : statistic);
    }
    if (rule instanceof MetricRatio ratio) {
      return ratio.statistic() == CheckRule.Statistic.LAST
          ? "metrics-failed-ratio"
          : "metrics-maximum-ratio";
    }
    if (rule instanceof EventContains) {
      return "event-contains-key-value";
    }
    if (rule instanceof EventTag) {
      return "event-tag-as-health";
    }
    return rule instanceof ServiceCheckStatus ? "service-check-health" : "invalid";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void arguments(CheckRule rule) throws IOException {
    if (rule instanceof MetricThreshold threshold) {
      metrics("metrics", threshold.stream(), threshold.windowMillis());
      number("criticalValue", threshold.critical());
      number("deviatingValue", threshold.deviating());
      if (threshold.percentile() > 0) {
        number("percentile", threshold.percentile());
      }
    } else if (rule instanceof MetricRatio ratio) {
      metrics("numerator", ratio.numerator(), ratio.windowMillis());
      metrics("denominator", ratio.denominator(), ratio.windowMillis());
      number("criticalValue", ratio.critical());
      number("deviatingValue", ratio.deviating());
    } else if (rule instanceof EventContains contains) {
      events(contains.stream());
      text("containsKey", contains.key());
      text("containsValue", contains.value());
      state("foundHealthState", contains.found());
      state("missingHealthState", contains.missing());
    } else if (rule instanceof EventTag tag) {
      events(tag.stream());
      text("tagName", tag.tag());
    } else if (rule instanceof ServiceCheckStatus check) {
      events(check.stream());
    }
  }

  private void begin(String type, String parameter) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", type);
    out.writeNumberField("parameter", ElementId.of("settings", Long.toString(function), parameter));
  }

  private void metrics(String parameter, long stream, long windowMillis) throws IOException {
    begin("ArgumentMetricStreamRef", parameter);
    out.writeNumberField("stream", stream);
    out.writeNumberField("maxWindow", windowMillis);
    out.writeStringField("windowingMethod", "SLIDING");
    out.writeEndObject();
  }

  private void events(long stream) throws IOException {
    begin("ArgumentEventStreamRef", "events");
    out.writeNumberField("stream", stream);
    out.writeEndObject();
  }

  private void number(String parameter, double value) throws IOException {
    begin("ArgumentDoubleVal", parameter);
    out.writeNumberField("value", value);
    out.writeEndObject();
  }

  private void text(String parameter, String value) throws IOException {
    begin("ArgumentStringVal", parameter);
    out.writeStringField("value", value);
    out.writeEndObject();
  }

  private void state(String parameter, HealthState value) throws IOException {
    begin("ArgumentStateVal", parameter);
    out.writeStringField("value", value.name());
    out.writeEndObject();
  }
}
