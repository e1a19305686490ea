package io.stackstate.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** One thing that is measured, with its peer, in the same run. */
public interface Benchmark {

  /** What it is chosen by on the command line. */
  String name();

  /**
   * Measures.
   *
   * @param scratch an empty directory of its own
   */
  List<? extends Row> run(Path scratch) throws Exception;
}
