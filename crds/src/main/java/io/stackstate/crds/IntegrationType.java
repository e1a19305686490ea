package io.stackstate.crds;

/** Kinds of sources (topology sheet, section 13.8). */
public enum IntegrationType {
  /** Topology that any client posts to the receiver (section 13.5). */
  CustomSync,
  /** Saved searches of Splunk (section 13.2), through the StackPack {@code splunk-topology}. */
  Splunk,
  /** SAP Host Control (section 13.3), through the StackPack {@code sap}. */
  SAP,
  /** SolarWinds Orion (section 13.4), through the StackPack {@code solarwinds}. */
  SolarWinds,
  /** Tables of components and relations (section 13.7). */
  StaticTopology
}
