package io.stackstate.api;

import io.stackstate.api.admin.GraphRebuildResource;
import io.stackstate.functions.api.OutsideSource;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.topology.kafka.LiveTopology;

/**
 * What the API shows and belongs to its caller, who opens and closes it.
 *
 * @param live the topology now, not started: the API listens to it from its beginning
 * @param graph its past, and the settings
 * @param rebuild makes a fresh graph beside this one
 * @param outside what answers the calls of scripts over HTTP
 */
public record ApiSources(
    LiveTopology live,
    StackGraph graph,
    EventStore events,
    MetricStore metrics,
    GraphRebuildResource.Rebuild rebuild,
    OutsideSource outside) {}
