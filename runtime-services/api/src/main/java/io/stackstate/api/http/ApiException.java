package io.stackstate.api.http;

/** Ends a request with an error answer; thrown by resources, rendered by {@link ErrorResponses}. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonBody body;

  private ApiException(int status, String message, JsonBody body) {
    super(message, null, false, false);
    this.status = status;
    this.body = body;
  }

  /** The generic {@code ErrorsResponse} with this status and message. */
  public static ApiException of(int status, String message) {
    return new ApiException(status, message, null);
  }

  /** An error with a body of its own (REST sheet, section 5). */
  public static ApiException withBody(int status, String message, JsonBody body) {
    return new ApiException(status, message, body);
  }

  /**
   * An error whose body is {@code _type} and what is written besides; its message is in the log.
   *
   * @param fields writes fields into the object that is open
   */
  public static ApiException named(int status, String type, String message, JsonBody fields) {
    return withBody(
        status,
        message,
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", type);
          fields.write(out);
          out.writeEndObject();
        });
  }

  /**
   * An error whose body is {@code _type}, {@code message} and what is written besides.
   *
   * @param fields writes fields into the object that is open
   */
  public static ApiException typed(int status, String type, String message, JsonBody fields) {
    return named(
        status,
        type,
        message,
        out -> {
          out.writeStringField("message", message);
          fields.write(out);
        });
  }

  /**
   * An error whose body is {@code message} and what is written besides, for the few schemas that
   * have no {@code _type}.
   *
   * @param fields writes fields into the object that is open
   */
  public static ApiException untyped(int status, String message, JsonBody fields) {
    return withBody(
        status,
        message,
        out -> {
          out.writeStartObject();
          out.writeStringField("message", message);
          fields.write(out);
          out.writeEndObject();
        });
  }

  /** 400: {@code field} was found to be something else than expected. */
  public static ApiException badField(String field, String found, String expected) {
    return of(400, field + ": found " + found + ", expected " + expected);
  }

  public int status() {
    return status;
  }

  /** Null for the generic body. */
  JsonBody body() {
    return body;
  }
}
