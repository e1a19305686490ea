package io.stackstate.operator.instance.model;

/**
 * A part of an instance that has pods of its own, by the name that stands in labels and in the
 * names of objects.
 */
enum Component {
  RECEIVER("receiver"),
  SYNCHRONIZATION("synchronization"),
  API("api"),
  SERVER("server"),
  KAFKA("kafka"),
  ELASTICSEARCH("elasticsearch");

  private final String text;

  Component(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
