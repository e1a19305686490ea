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

  /**
   * Whether the record has this text somewhere: cheap, to pass over records that need not be
   * decoded. False when it deletes.
   *
   * @param text in UTF-8
   */
  public boolean mentions(byte[] text) {
    if (value == null) {
      return false;
    }
    for (int i = 0; i + text.length <= value.length; i++) {
      int matched = 0;
      while (matched < text.length && value[i + matched] == text[matched]) {
        matched++;
      }
      if (matched == text.length) {
        return true;
      }
    }
    return false;
  }
}
