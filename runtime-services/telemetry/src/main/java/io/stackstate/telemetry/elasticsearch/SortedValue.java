package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;

/**
 * Values of points come as what they are sorted by: that is read from columns, while the document
 * itself would have to be put together again.
 */
final class SortedValue {
  private SortedValue() {}

  /** JSON does not tell whole numbers of both kinds apart. */
  static double of(FieldValue value) {
    return value.isLong() ? value.longValue() : value.doubleValue();
  }
}
