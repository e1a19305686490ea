package io.stackstate.model.check;

/** What a stream carries. */
public enum StreamKind {
  METRICS("metrics"),
  EVENTS("events"),
  SERVICE_CHECKS("service_checks");

  private final String list;

  StreamKind(String list) {
    this.list = list;
  }

  /** The field of {@code data} that lists streams of this kind. */
  public String list() {
    return list;
  }
}
