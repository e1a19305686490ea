package io.stackstate.benchmarks.handlers;

import java.util.List;

/** Something that is told that elements are critical, and tells a webhook of each. */
interface Pipeline extends AutoCloseable {
  String name();

  /** Tells it of these elements in one message; returns when it has accepted that. */
  void critical(List<Integer> elements) throws Exception;

  @Override
  void close();
}
