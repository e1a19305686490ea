/**
 * The one process of the platform: {@link io.stackstate.server.Main} reads options and
 * configuration, {@link io.stackstate.server.StackStateServer} starts the roles it is told to.
 *
 * <p>{@code server.role} has the small interface and what starts, watches and drains roles, {@code
 * server.kafka} and {@code server.elasticsearch} the backends of standalone, {@code server.http}
 * the one front door.
 */
package io.stackstate.server;
