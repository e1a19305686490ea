package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import io.stackstate.receiver.intake.Format;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Collects the body of a JSON message within the memory budget and hands it to a worker. */
final class JsonEndpoint implements Endpoint {
  private final String path;
  private final Format format;
  private final IntakeProcess process;
  private final InFlightBudget budget;
  private final Executor workers;
  private final ReceiverMetrics metrics;

  JsonEndpoint(
      String path,
      Format format,
      IntakeProcess process,
      InFlightBudget budget,
      Executor workers,
      ReceiverMetrics metrics) {
    this.path = path;
    this.format = format;
    this.process = process;
    this.budget = budget;
    this.workers = workers;
    this.metrics = metrics;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public KeyRule keyRule() {
    return format == Format.INTAKE ? KeyRule.MAY_BE_IN_BODY : KeyRule.REQUIRED;
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    return handle(call, null);
  }

  /**
   * @param foreign what makes an intake message of the body; null when it is one
   */
  CompletableFuture<Answer> handle(Call call, IntakeProcess.Foreign foreign) {
    InFlightBudget.Lease lease = budget.lease();
    BodyCollector collector = new BodyCollector(lease, metrics);
    call.request().subscribe(collector);
    return collector
        .done()
        .thenCompose(chunks -> onWorker(input(call, chunks, foreign), lease))
        .whenComplete((answer, e) -> lease.close());
  }

  private IntakeProcess.Input input(Call call, Chunks chunks, IntakeProcess.Foreign foreign) {
    return new IntakeProcess.Input(
        path,
        format,
        chunks,
        call.request().headers().get(HttpHeaderNames.CONTENT_ENCODING),
        Boolean.parseBoolean(call.context().queryParam("dryRun")),
        call.authenticated(),
        call.client(),
        foreign);
  }

  private CompletableFuture<Answer> onWorker(
      IntakeProcess.Input input, InFlightBudget.Lease lease) {
    try {
      return CompletableFuture.supplyAsync(() -> process.run(input, lease), workers)
          .thenCompose(answer -> answer);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Answer.comeBack("too many requests are waiting"));
    }
  }
}
