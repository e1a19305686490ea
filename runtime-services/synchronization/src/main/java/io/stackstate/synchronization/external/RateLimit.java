package io.stackstate.synchronization.external;

import io.stackstate.model.settings.SyncProgram;

/**
 * How much of its stream a synchronization may process in a second (topology sheet, 3.5).
 *
 * @param batchSize elements in a batch, above 0
 * @param batchesPerSecond above 0
 */
public record RateLimit(int batchSize, int batchesPerSecond) {

  /** Null when the program sets no limit. */
  static RateLimit of(SyncProgram program) {
    boolean limited =
        program != null
            && program.maxBatchSize() != null
            && program.maxBatchesPerSecond() != null
            && program.maxBatchSize() > 0
            && program.maxBatchesPerSecond() > 0;
    return limited ? new RateLimit(program.maxBatchSize(), program.maxBatchesPerSecond()) : null;
  }

  public double elementsPerSecond() {
    return (double) batchSize * batchesPerSecond;
  }
}
