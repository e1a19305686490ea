package io.stackstate.functions.sandbox;

import groovy.lang.GroovyObject;

/**
 * An object of ours that takes calls of any name as data, as builders do: scripts may call whatever
 * it does not declare, which then comes to {@link GroovyObject#invokeMethod}. What it does declare
 * is allowed or not as for any other object.
 */
public interface AnyMethod extends GroovyObject {}
