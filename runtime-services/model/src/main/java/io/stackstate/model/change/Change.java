package io.stackstate.model.change;

/**
 * One record of the change log: the whole new state of one aspect of one element.
 *
 * @param value the JSON of {@link Component}, {@link Relation} or {@link Health} according to the
 *     aspect of the key, in UTF-8; null deletes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Change(ChangeKey key, byte[] value) {

  public boolean isDelete() {
    return value == null;
  }
}
