package io.stackstate.benchmarks;

/** One line of the printed tables. */
public interface Row {

  /** The line above all rows of its kind. */
  String header();

  /** The cells, as one line of Markdown. */
  String row();
}
