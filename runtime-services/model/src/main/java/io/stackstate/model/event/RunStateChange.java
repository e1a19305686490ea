package io.stackstate.model.event;

/**
 * The run state of a component is another one (health sheet, section 8.1): what its checks say.
 *
 * @param oldValue a {@code RunStateValue} (health sheet, section 1.1); UNKNOWN when no check said
 *     one, as is {@code newValue}
 */
public record RunStateChange(String oldValue, String newValue) {}
