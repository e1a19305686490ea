package io.stackstate.receiver.adapter;

import java.util.Map;
import java.util.Optional;

/**
 * What a request says besides its body.
 *
 * @param headers by names in lower case
 * @param query parameters, the first of each name
 * @param receivedMillis epoch milliseconds
 */
public record Request(Map<String, String> headers, Map<String, String> query, long receivedMillis) {
  public Request {
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }
}
