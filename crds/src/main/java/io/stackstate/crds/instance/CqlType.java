package io.stackstate.crds.instance;

/** Who runs Cassandra. */
public enum CqlType {
  External,
  K8ssandra
}
