package io.stackstate.api.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;

/** What goes over the wire for each kind of {@link Answer}. */
final class AnswerResponses {
  private static final MediaType NDJSON = MediaType.create("application", "x-ndjson");

  /** A page is kept nowhere, stands in no other one, and does not tell others its address. */
  private static final ResponseHeaders PAGE =
      ResponseHeaders.builder(HttpStatus.OK)
          .contentType(MediaType.HTML_UTF_8)
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
          .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
          .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
          .set(
              HttpHeaderNames.CONTENT_SECURITY_POLICY,
              "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                  + " frame-ancestors 'none'; base-uri 'none'")
          .build();

  private AnswerResponses() {}

  /** Bodies that are written while they are sent are written by a thread that may block. */
  static HttpResponse of(ServiceRequestContext context, RequestHeaders request, Answer answer) {
    if (answer instanceof Answer.Json json) {
      return ErrorResponses.json(json.status(), json.body()).toHttpResponse();
    }
    if (answer instanceof Answer.Stream stream) {
      return stream(context, stream);
    }
    if (answer instanceof Answer.Lines lines) {
      return lines(context, request, lines);
    }
    if (answer instanceof Answer.Content content) {
      return HttpResponse.of(HttpStatus.OK, MediaType.parse(content.mediaType()), content.body());
    }
    if (answer instanceof Answer.Redirect redirect) {
      return redirect(redirect);
    }
    if (answer instanceof Answer.Page page) {
      return HttpResponse.of(
          PAGE.toBuilder().status(page.status()).build(), HttpData.ofUtf8(page.html()));
    }
    return HttpResponse.of(ResponseHeaders.of(HttpStatus.NO_CONTENT));
  }

  private static HttpResponse redirect(Answer.Redirect redirect) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.FOUND)
            .set(HttpHeaderNames.LOCATION, redirect.location())
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
            .build());
  }

  private static HttpResponse stream(ServiceRequestContext context, Answer.Stream stream) {
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.JSON).build();
    return start(context, headers, BodySender.ofValue(stream.body(), stream.done()));
  }

  private static HttpResponse lines(
      ServiceRequestContext context, RequestHeaders request, Answer.Lines lines) {
    context.clearRequestTimeout();
    boolean gzip = AcceptEncoding.gzip(request.get(HttpHeaderNames.ACCEPT_ENCODING, ""));
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(NDJSON)
            .set(HttpHeaderNames.VARY, "accept-encoding");
    if (gzip) {
      headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    }
    return start(context, headers.build(), BodySender.ofLines(lines.body(), lines.done(), gzip));
  }

  private static HttpResponse start(
      ServiceRequestContext context, ResponseHeaders headers, BodySender sender) {
    HttpResponseWriter response = HttpResponse.streaming();
    response.write(headers);
    try {
      context.blockingTaskExecutor().execute(() -> sender.send(response));
    } catch (RuntimeException e) {
      sender.giveUp();
      throw e;
    }
    return response;
  }
}
