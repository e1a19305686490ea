package io.stackstate.operator.instance.model;

/** The steps in which the objects of an instance are applied, in order of dependency. */
public enum StageName {
  /** ServiceAccount, generated Secrets and NetworkPolicies: what pods need to start. */
  SECRETS,
  KAFKA,
  ELASTICSEARCH,
  GRAPH,
  /** KafkaTopic resources; without Strimzi the platform makes its topics itself. */
  TOPICS,
  /**
   * Always empty: the one process that opens the graph migrates its schema when it starts, and is
   * ready when that is done.
   */
  MIGRATION,
  /** The processes of the platform. */
  SERVICES,
  EXPOSE,
  MONITORING
}
