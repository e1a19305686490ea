package io.stackstate.crds.instance;

/** Where Elasticsearch comes from. */
public enum ElasticsearchType {
  ECK,
  External,
  Embedded
}
