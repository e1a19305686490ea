package io.stackstate.topology;

/**
 * The components that a relation links.
 *
 * @param source id of the one at which it starts
 * @param target id of the other
 */
public record RelationEnds(long source, long target) {

  /**
   * Reads them from a record of the change log, without the rest of it.
   *
   * @throws IllegalArgumentException when the record is not JSON or a field has the wrong type
   */
  public static RelationEnds of(byte[] record) {
    RelationFields fields = RelationFields.parse(record);
    return new RelationEnds(fields.source(), fields.target());
  }
}
