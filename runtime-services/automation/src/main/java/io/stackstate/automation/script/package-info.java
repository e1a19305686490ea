/**
 * The output {@code script}: functions of event handlers, run in worker processes (health sheet,
 * section 9). {@link io.stackstate.automation.script.Scripting} is what the service has of it.
 */
package io.stackstate.automation.script;
