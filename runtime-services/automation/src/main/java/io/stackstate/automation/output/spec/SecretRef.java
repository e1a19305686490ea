package io.stackstate.automation.output.spec;

/** A key of a Secret. */
public record SecretRef(String name, String key) {}
