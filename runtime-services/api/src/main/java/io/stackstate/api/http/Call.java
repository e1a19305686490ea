package io.stackstate.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.multipart.AggregatedBodyPart;
import com.linecorp.armeria.common.multipart.Multipart;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.stackstate.api.auth.Caller;
import io.stackstate.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;

/** One authenticated request, read as the REST sheet, section 3, wants it. */
public final class Call {
  private static final ObjectReader BODY =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ServiceRequestContext context;
  private final AggregatedHttpRequest request;
  private final Caller caller;

  Call(ServiceRequestContext context, AggregatedHttpRequest request, Caller caller) {
    this.context = context;
    this.request = request;
    this.caller = caller;
  }

  public Caller caller() {
    return caller;
  }

  /** Whether the client is gone or the request's time is over: further work is in vain. */
  public boolean isCancelled() {
    return context.isCancelled();
  }

  /** A segment of the path, decoded: {@code %2F} in it is a slash of the value. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /** The value of a header; empty when the request does not have it. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().get(name));
  }

  /** A query parameter; an empty value is as if it were not given. */
  public Optional<String> param(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(v -> !v.isEmpty());
  }

  /**
   * All values of a query parameter, which may be given several times, or once with {@code |}
   * between the values (REST sheet, section 3); empty ones are left out.
   */
  public List<String> params(String name) {
    return context.queryParams().getAll(name).stream()
        .flatMap(value -> Arrays.stream(value.split("\\|")))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /**
   * All values of a parameter in the query and, when the body is a form, in the body; the body's
   * come first, empty ones are left out.
   */
  public List<String> formParams(String name) {
    List<String> values = new ArrayList<>();
    MediaType type = request.contentType();
    if (type != null && type.is(MediaType.FORM_DATA)) {
      values.addAll(QueryParams.fromQueryString(request.contentUtf8()).getAll(name));
    }
    values.addAll(context.queryParams().getAll(name));
    values.removeIf(String::isEmpty);
    return values;
  }

  /** A whole number among the query parameters; anything else is a 400 that names it. */
  public OptionalLong longParam(String name, long minimum, long maximum) {
    String expected = "a whole number from " + minimum + " to " + maximum;
    return longParam(name, minimum, maximum, expected);
  }

  /**
   * Likewise.
   *
   * @param expected what the 400 says instead of the bounds
   */
  public OptionalLong longParam(String name, long minimum, long maximum, String expected) {
    Optional<String> value = param(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.get());
      if (number >= minimum && number <= maximum) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      throw ApiException.badField(name, JsonFields.quoted(value.get()), expected);
    }
    throw ApiException.badField(name, value.get(), expected);
  }

  /** True or false among the query parameters; false when it is not given. */
  public boolean flagParam(String name) {
    String value = param(name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw ApiException.badField(name, JsonFields.quoted(value), "true or false");
    }
    return value.equals("true");
  }

  /** The body, which must be a JSON object. */
  public JsonFields body() {
    requireJson();
    try {
      JsonNode node = BODY.readTree(request.content().array());
      if (node == null || !node.isObject()) {
        throw ApiException.badField("body", JsonFields.describe(node), "a JSON object");
      }
      return JsonFields.of(node);
    } catch (JsonProcessingException e) {
      throw ApiException.of(400, malformed(e));
    } catch (IOException e) {
      throw ApiException.of(400, "body: cannot be read as JSON in UTF-8");
    }
  }

  /** The body as text, whatever its media type says. */
  public String bodyText() {
    return request.content(StandardCharsets.UTF_8);
  }

  /**
   * A file of a body in {@code multipart/form-data}; anything else is a 400.
   *
   * @param field its name
   */
  public UploadedFile file(String field) {
    MediaType type = request.contentType();
    if (type == null || !type.type().equals("multipart")) {
      throw ApiException.of(
          415, "Content-Type: found " + type + ", expected multipart/form-data with " + field);
    }
    try {
      AggregatedBodyPart part =
          Multipart.from(request.toHttpRequest()).aggregate().join().field(field);
      if (part == null) {
        throw ApiException.badField(field, "nothing", "a file");
      }
      String name = part.filename() == null ? "" : part.filename();
      return new UploadedFile(name, part.content().array());
    } catch (CompletionException | IllegalStateException e) {
      throw ApiException.of(400, "body: is no multipart/form-data: " + e.getMessage());
    }
  }

  /** A file with the name that the client gave it; empty when it gave none. */
  public record UploadedFile(String name, byte[] bytes) {}

  private void requireJson() {
    MediaType type = request.contentType();
    if (type == null || type.subtype().contains("json") || type.is(MediaType.ANY_TEXT_TYPE)) {
      return;
    }
    throw ApiException.of(415, "Content-Type: found " + type + ", expected application/json");
  }

  private static String malformed(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    // Where an unclosed object begins is told in terms of the parser's input.
    String what = e.getOriginalMessage().replaceAll("(?s) \\(start marker at .*", "");
    return "body: malformed JSON" + where + ": " + what;
  }
}
