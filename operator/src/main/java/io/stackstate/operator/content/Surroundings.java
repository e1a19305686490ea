package io.stackstate.operator.content;

import io.stackstate.operator.references.References;
import java.time.Clock;

/** What the kinds of content work with, under every driver. */
public record Surroundings(
    Platforms platforms, References references, ContentEvents events, Clock clock) {}
