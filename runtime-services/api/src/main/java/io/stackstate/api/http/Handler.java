package io.stackstate.api.http;

/** The work of one route; runs on a blocking thread, several at the same time. */
@FunctionalInterface
public interface Handler {
  /**
   * @throws ApiException for an error answer; anything else thrown becomes a 500
   */
  Answer handle(Call call) throws Exception;
}
