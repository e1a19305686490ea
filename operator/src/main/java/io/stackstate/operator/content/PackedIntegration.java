package io.stackstate.operator.content;

/** An integration that is an instance of a StackPack. */
public record PackedIntegration(DesiredPack pack) implements DesiredIntegration {}
