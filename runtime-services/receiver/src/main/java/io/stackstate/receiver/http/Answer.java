package io.stackstate.receiver.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.stackstate.model.Json;
import io.stackstate.receiver.intake.Rejections;
import java.util.List;
import java.util.Map;

/**
 * What a sender is told: a status and a JSON object, or no body when {@code body} is null.
 *
 * @param retryAfterSeconds 0 = no such header
 * @param headers more of them
 */
record Answer(HttpStatus status, Object body, int retryAfterSeconds, Map<String, String> headers) {
  static final Answer NO_CONTENT = new Answer(HttpStatus.NO_CONTENT, null, 0);
  static final Answer OK = new Answer(HttpStatus.OK, Map.of("status", "ok"), 0);
  static final Answer INVALID_KEY = error(HttpStatus.FORBIDDEN, "invalid api key");
  static final Answer NOT_FOUND = error(HttpStatus.NOT_FOUND, "no such path");

  private static final int RETRY_SECONDS = 5;

  Answer(HttpStatus status, Object body, int retryAfterSeconds) {
    this(status, body, retryAfterSeconds, Map.of());
  }

  record Failure(String error, String path) {}

  /**
   * @param rejected null when nothing was rejected
   */
  record Accepted(
      String status,
      Boolean dryRun,
      Map<String, Integer> elements,
      Integer rejected,
      List<Rejections.Rejection> reasons) {}

  static Answer error(HttpStatus status, String text) {
    return new Answer(status, new Failure(text, null), 0);
  }

  static Answer badRequest(String text, String path) {
    return new Answer(HttpStatus.BAD_REQUEST, new Failure(text, path.isEmpty() ? null : path), 0);
  }

  /** The sender keeps its data and comes back: never 429, which trace agents take as final. */
  static Answer comeBack(String text) {
    return new Answer(HttpStatus.SERVICE_UNAVAILABLE, new Failure(text, null), RETRY_SECONDS);
  }

  static Answer accepted(Rejections rejections) {
    if (rejections.total() == 0) {
      return OK;
    }
    return new Answer(
        HttpStatus.OK, new Accepted("ok", null, null, rejections.total(), rejections.first()), 0);
  }

  /**
   * @param elements number by kind of what would have been stored
   */
  static Answer dryRun(Map<String, Integer> elements, Rejections rejections) {
    return new Answer(
        HttpStatus.OK,
        new Accepted("ok", true, elements, rejections.total(), rejections.first()),
        0);
  }

  HttpResponse toResponse() {
    ResponseHeadersBuilder made = ResponseHeaders.builder(status);
    if (retryAfterSeconds > 0) {
      made.setInt(HttpHeaderNames.RETRY_AFTER, retryAfterSeconds);
    }
    headers.forEach(made::set);
    if (body == null) {
      return HttpResponse.of(made.build());
    }
    made.contentType(MediaType.JSON_UTF_8);
    return HttpResponse.of(made.build(), HttpData.wrap(json()));
  }

  private byte[] json() {
    try {
      return Json.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer must have a JSON form", e);
    }
  }
}
