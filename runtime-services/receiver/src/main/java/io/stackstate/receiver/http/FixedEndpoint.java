package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpMethod;
import java.util.concurrent.CompletableFuture;

/** Always gives the same answer: the start-up handshake (intake sheet, section 5). */
record FixedEndpoint(HttpMethod method, KeyRule keyRule, Answer answer) implements Endpoint {
  @Override
  public CompletableFuture<Answer> handle(Call call) {
    return CompletableFuture.completedFuture(answer);
  }
}
