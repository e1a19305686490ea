package io.stackstate.model.check;

/**
 * A check that came with an element.
 *
 * @param id in {@code [1, 2^53)}, the same whenever the same element sends a check of this name
 * @param description null when there is none
 * @param remediationHint what to do when it is not clear, markdown; null when there is none
 */
public record CheckDefinition(
    long id, String name, String description, String remediationHint, CheckRule rule) {

  /**
   * What stands in place of the urn of a health stream in the states of such checks: they come from
   * no health stream.
   */
  public static final String STREAM = "urn:health:stackstate:agent-checks";
}
