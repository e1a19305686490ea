package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import io.stackstate.receiver.adapter.Adapter;
import io.stackstate.receiver.adapter.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Takes bodies in another's format; the key must be outside of the body. */
final class ForeignEndpoint implements Endpoint {
  private static final String ORIGIN = "webhook-request-origin";

  private final JsonEndpoint intake;
  private final Adapter adapter;
  private final boolean consents;

  /**
   * @param consents whether senders may ask with {@code OPTIONS} if they are wanted, as CloudEvents
   *     webhooks do; whoever has the key is
   */
  ForeignEndpoint(JsonEndpoint intake, Adapter adapter, boolean consents) {
    this.intake = intake;
    this.adapter = adapter;
    this.consents = consents;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public KeyRule keyRule() {
    return KeyRule.REQUIRED;
  }

  @Override
  public boolean asked() {
    return consents;
  }

  @Override
  public Answer options(Call call) {
    String origin = call.request().headers().get(ORIGIN, "*");
    return new Answer(
        HttpStatus.OK,
        null,
        0,
        Map.of("allow", "POST", "webhook-allowed-origin", origin, "webhook-allowed-rate", "*"));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    Map<String, String> headers = new HashMap<>();
    call.request().headers().forEach((name, value) -> headers.putIfAbsent(name.toString(), value));
    Map<String, String> query = new HashMap<>();
    QueryParams.fromQueryString(call.context().query()).forEach(query::putIfAbsent);
    return intake.handle(
        call,
        (body, receivedMillis) ->
            adapter.translate(body, new Request(headers, query, receivedMillis)));
  }
}
