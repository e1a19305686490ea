package io.stackstate.synchronization.program;

import io.stackstate.model.settings.SyncProgram;
import java.util.Map;
import java.util.Set;

/**
 * Where functions are compiled and run: confined, and within limits of time and memory.
 * Implementations compile the same script once; what they return is used by one thread.
 */
public interface FunctionRuntime {

  /**
   * @throws FunctionException when it does not compile
   */
  Extractor extractor(SyncProgram.Function function) throws FunctionException;

  /**
   * @throws FunctionException when it does not compile
   */
  Mapping mapping(SyncProgram.Function function) throws FunctionException;

  /** An id extractor. */
  interface Extractor {
    /**
     * @param element {@code externalId}, {@code typeName}, {@code data} and of relations {@code
     *     sourceId} and {@code targetId}; whatever the function does, it stays as it is
     * @throws FunctionException when the function fails, or returns something else than an id
     */
    ExtractedId extract(Map<String, Object> element) throws FunctionException;
  }

  /** A mapping function. */
  interface Mapping {
    /**
     * @param element of which the function is given a copy that it may change
     * @return the element that it returned
     * @throws FunctionException when the function fails, or returns something else than an element
     */
    Map<String, Object> map(Map<String, Object> element) throws FunctionException;
  }

  /** What {@code Sts.createId} makes. */
  record ExtractedId(String externalId, Set<String> identifiers, String type) {}
}
