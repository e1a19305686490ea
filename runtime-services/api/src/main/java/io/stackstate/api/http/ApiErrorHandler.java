package io.stackstate.api.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;

/**
 * Gives the generic body to errors that the HTTP server itself raises for paths of the API; leaves
 * all other paths to the handlers of others.
 */
final class ApiErrorHandler implements ServerErrorHandler {
  private final ErrorResponses errors;

  ApiErrorHandler(ErrorResponses errors) {
    this.errors = errors;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    return Routes.covers(context.path()) ? errors.of(cause).toHttpResponse() : null;
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      ServiceRequestContext context,
      ServiceConfig config,
      RequestHeaders headers,
      HttpStatus status,
      String description,
      Throwable cause) {
    return headers == null || Routes.covers(headers.path()) ? errors.ofStatus(status.code()) : null;
  }
}
