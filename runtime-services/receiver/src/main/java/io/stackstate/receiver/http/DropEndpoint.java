package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpMethod;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts a body and drops it: nothing of the platform reads it (yet), but its sender must not
 * print errors or queue it for ever. Each body is counted, and each host that sends data of which
 * something is lost is logged once.
 *
 * <p>Processes, containers and connections ({@code /api/v1/collector|container|connections}) and
 * spans ({@code /api/v0.2/traces}) are such data: their protobuf is not decoded before the service
 * that derives topology from it exists. An Agent that was told 503 instead would fill its queue
 * with data that is worthless an hour later.
 */
final class DropEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(DropEndpoint.class);
  private static final int MAX_HOSTS = 10_000;

  private final String path;
  private final Answer answer;
  private final Body body;
  private final boolean lost;
  private final ReceiverMetrics metrics;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /** What is checked before a body is dropped. */
  enum Body {
    ANY,
    /** The binary frame of the process agent. */
    FRAME
  }

  /**
   * @param lost whether the data would be of use, so that its loss is worth a warning
   */
  DropEndpoint(String path, Answer answer, Body body, boolean lost, ReceiverMetrics metrics) {
    this.path = path;
    this.answer = answer;
    this.body = body;
    this.lost = lost;
    this.metrics = metrics;
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
  public CompletableFuture<Answer> handle(Call call) {
    FrameHeader header = new FrameHeader();
    return call.request()
        .peekData(
            data -> {
              metrics.received(data.length());
              header.feed(data.array());
            })
        .subscribe()
        .thenApply(
            nothing -> {
              Optional<String> fault = body == Body.FRAME ? header.fault() : Optional.empty();
              if (fault.isPresent()) {
                return Answer.badRequest(fault.get(), "");
              }
              drop(call);
              return answer;
            });
  }

  private void drop(Call call) {
    metrics.dropped(path);
    if (lost && warned.size() < MAX_HOSTS) {
      String given = call.request().headers().get("sts-hostname");
      String host = given == null || given.isBlank() ? call.client() : given;
      if (warned.add(host)) {
        LOG.warn(
            "{} from {} is accepted but not stored: this version does not process it",
            path,
            host.replaceAll("\\p{Cntrl}", " "));
      }
    }
  }
}
