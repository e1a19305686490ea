package io.stackstate.operator.instance.model;

/**
 * A resource of another operator, in the namespace of the instance, whose status says whether a
 * back end can be used: also one that was adopted, which is among no objects.
 */
public record BackendRef(String group, String kind, String name) {}
