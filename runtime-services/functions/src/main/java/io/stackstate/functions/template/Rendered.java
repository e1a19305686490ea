package io.stackstate.functions.template;

/** Output with the places that its lines came from, for errors in documents that are rendered. */
public record Rendered(String text, SourceLines lines) {}
