package io.stackstate.telemetry.metric;

/** What conditions and groups call the fields of a metric. */
public final class MetricFields {
  public static final String NAME = "name";
  public static final String HOST = "host";
  public static final String TAGS = "tags.";

  private MetricFields() {}

  /** The field of the document; what is neither the host nor the name is a tag. */
  public static String path(String key) {
    return key.equals(NAME) || key.equals(HOST) || key.startsWith(TAGS) ? key : TAGS + key;
  }
}
