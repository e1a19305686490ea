package io.stackstate.stql.editor;

/**
 * Something wrong or doubtful in the text of a query.
 *
 * @param start where it starts, in UTF-16 units from 0
 * @param end where it ends, exclusive; equal to {@code start} where something is missing
 * @param line from 1
 * @param column from 1, in code points
 */
public record Problem(Severity severity, int start, int end, int line, int column, String message) {
  /** How bad it is. */
  public enum Severity {
    /** It is no query. */
    ERROR,
    /** It is one, but perhaps not the one that was meant. */
    WARNING
  }
}
