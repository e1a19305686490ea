package io.stackstate.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.CancellationException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import io.stackstate.stackgraph.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders errors as the REST sheet, sections 3 and 5, has them: content type exactly {@code
 * application/json}, the generic {@code ErrorsResponse} unless the error brings its own body, and
 * for what was not expected a tracking key that the log holds too, never a stack trace.
 */
public final class ErrorResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  private final InstantSource clock;
  private final Supplier<String> trackingKeys;

  /** With tracking keys at random: they only have to be found again in the log. */
  public ErrorResponses(InstantSource clock) {
    this(clock, () -> HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
  }

  public ErrorResponses(InstantSource clock, Supplier<String> trackingKeys) {
    this.clock = clock;
    this.trackingKeys = trackingKeys;
  }

  /** The answer to a request that ended with {@code error}. */
  public AggregatedHttpResponse of(Throwable error) {
    Throwable cause = Exceptions.peel(error);
    if (cause instanceof ApiException known) {
      return known.body() == null
          ? generic(known.status(), known.getMessage())
          : json(known.status(), known.body());
    }
    if (cause instanceof StoreUnavailableException) {
      return generic(503, cause.getMessage() + "; the present can still be asked for");
    }
    if (cause instanceof ContentTooLargeException) {
      return generic(413, "the request body is too large");
    }
    if (cause instanceof RequestTimeoutException) {
      return generic(503, "the request took too long");
    }
    if (cause instanceof RejectedExecutionException) {
      return generic(503, "the server is shutting down");
    }
    if (cause instanceof CancellationException || cause instanceof ClosedStreamException) {
      return generic(503, "the request broke off");
    }
    if (cause instanceof HttpStatusException status) {
      return ofStatus(status.httpStatus().code());
    }
    return unexpected(cause);
  }

  /** The answer for a status that the HTTP server itself decided on. */
  public AggregatedHttpResponse ofStatus(int status) {
    return generic(status, HttpStatus.valueOf(status).reasonPhrase());
  }

  /** The generic body. */
  public AggregatedHttpResponse generic(int status, String message) {
    return json(status, out -> write(out, trackingKeys.get(), status, message));
  }

  private AggregatedHttpResponse unexpected(Throwable cause) {
    String key = trackingKeys.get();
    LOG.error("Unexpected error, tracking key {}", key, cause);
    return json(
        500, out -> write(out, key, 500, "internal error; the server's log has it under " + key));
  }

  private void write(JsonGenerator out, String key, int status, String message) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "ErrorsResponse");
    out.writeStringField("trackingKey", key);
    out.writeNumberField("serverTimestamp", clock.millis());
    out.writeArrayFieldStart("errors");
    out.writeStartObject();
    out.writeStringField("_type", "InternalError");
    out.writeStringField("message", Objects.requireNonNullElse(message, "no message"));
    out.writeNumberField("errorCode", status);
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  static AggregatedHttpResponse json(int status, JsonBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JsonBody.generator(bytes)) {
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(MediaType.JSON);
    if (status == 401) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "ApiKey");
    }
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(bytes.toByteArray()));
  }
}
