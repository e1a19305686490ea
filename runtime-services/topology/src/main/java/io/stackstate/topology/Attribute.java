package io.stackstate.topology;

/** The properties of components that an index answers. */
public enum Attribute {
  NAME,
  TYPE,
  LAYER,
  DOMAIN,
  /** Several values for one component. */
  ENVIRONMENT,
  /** Several values for one component. */
  LABEL,
  /** Several values for one component. */
  IDENTIFIER,
  /** Own health, by the name of the {@code HealthState}; never the propagated one. */
  HEALTH
}
