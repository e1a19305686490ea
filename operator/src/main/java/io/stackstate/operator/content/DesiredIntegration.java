package io.stackstate.operator.content;

/** What stands for an {@code Integration} in the platform. */
public sealed interface DesiredIntegration permits RemoteIntegration, PackedIntegration {}
