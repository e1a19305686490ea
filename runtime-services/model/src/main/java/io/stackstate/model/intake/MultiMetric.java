package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;

/**
 * A record value of {@code sts_multi_metrics}, key = host (intake sheet, section 13.2).
 *
 * @param name {@link #CONVERTED} for points of series and intake metrics
 * @param host the host measured; empty when no one said
 * @param type {@code gauge}, {@code count}, {@code rate}, {@code counter} or {@code raw}
 * @param interval seconds between two points of a series; null when unknown
 * @param values number by metric name; finite
 * @param tags value by tag; a tag without a colon has an empty value
 * @param timestamp epoch milliseconds
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonTypeName("MultiMetric")
public record MultiMetric(
    String name,
    String host,
    String type,
    Long interval,
    Map<String, Double> values,
    Map<String, String> tags,
    long timestamp) {

  /** The name of every record that carries one point of a named metric. */
  public static final String CONVERTED = "convertedMetric";
}
