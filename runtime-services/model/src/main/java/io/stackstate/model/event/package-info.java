/**
 * Events that the platform itself raises. They travel on {@code sts_topology_events} as {@link
 * io.stackstate.model.intake.TopologyEvent}, like those that come from outside; the types of this
 * package are what stands in its {@code data} (health sheet, section 8).
 */
package io.stackstate.model.event;
