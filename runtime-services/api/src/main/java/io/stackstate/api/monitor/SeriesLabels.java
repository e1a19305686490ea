package io.stackstate.api.monitor;

import java.util.List;
import java.util.Map;

/** Tells which time series a query of metrics finds now. Thread-safe. */
@FunctionalInterface
public interface SeriesLabels {
  /**
   * @param query PromQL
   * @param most how many are wanted at most
   * @return the labels of each, by name
   * @throws io.stackstate.api.http.ApiException when there is no answer
   */
  List<Map<String, String>> of(String query, int most) throws InterruptedException;
}
