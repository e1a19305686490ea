package io.stackstate.api.health;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.api.health.HealthBoard.View;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /api/synchronization/health/streams}: health streams as the genuine command line reads
 * them (REST sheet, section 6.9).
 */
public final class HealthStreamResource {
  private static final String PREFIX = "/api/synchronization/health/streams";
  private static final String STREAM = PREFIX + "/{urn}";
  private static final String SUB_STREAM = STREAM + "/substreams/{id}";

  private final HealthBoard board;
  private final HealthRequests requests;
  private final Supplier<TopologySnapshot> topology;
  private final CheckBoard checks;
  private final InstantSource clock;

  public HealthStreamResource(
      HealthBoard board,
      HealthRequests requests,
      Supplier<TopologySnapshot> topology,
      CheckBoard checks,
      InstantSource clock) {
    this.board = board;
    this.requests = requests;
    this.topology = topology;
    this.checks = checks;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX, this::list)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, STREAM + "/status", this::status)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, STREAM + "/substreams", this::subStreams)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, STREAM + "/topologyMatches", this::matches)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, SUB_STREAM + "/status", this::subStatus)
        .get(
            Permission.ACCESS_SYNCHRONIZATION_DATA,
            SUB_STREAM + "/topologyMatches",
            this::subMatches)
        .post(Permission.EXECUTE_NODE_SYNC, STREAM + "/clearErrors", this::clearErrors)
        .delete(Permission.EXECUTE_NODE_SYNC, STREAM, this::delete);
  }

  private Answer list(Call call) {
    board.requireComplete();
    // Those of monitors show under /api/monitors (health sheet, section 4.5).
    List<View> streams =
        board.streams().stream()
            .filter(stream -> !MonitorStream.isOne(stream.state().urn()))
            .toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (View stream : streams) {
            HealthStreamWriter.item(out, stream);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer status(Call call) {
    View stream = find(call);
    return Answer.ok(out -> HealthStreamWriter.status(out, stream, clock.millis()));
  }

  private Answer subStreams(Call call) {
    View stream = find(call);
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("subStreams");
          for (SubStreamState sub : stream.subStreams()) {
            HealthStreamWriter.subStream(out, stream.state().consistencyModel(), sub);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer subStatus(Call call) {
    View stream = find(call);
    SubStreamState sub = findSub(call, stream);
    return Answer.ok(
        out ->
            HealthStreamWriter.subStreamStatus(
                out, stream.state().consistencyModel(), sub, clock.millis()));
  }

  private Answer matches(Call call) {
    return matches(find(call).state().urn(), null);
  }

  private Answer subMatches(Call call) {
    View stream = find(call);
    return matches(stream.state().urn(), findSub(call, stream).subStreamId());
  }

  /**
   * @param subStreamId null for all
   */
  private Answer matches(String urn, String subStreamId) {
    TopologyMatches matches =
        TopologyMatches.of(urn, board.states(urn, subStreamId), topology.get(), checks);
    return Answer.ok(out -> HealthStreamWriter.matches(out, matches));
  }

  private Answer clearErrors(Call call) throws InterruptedException {
    send(new HealthStreamRequest(find(call).state().urn(), 0, clock.millis()));
    return Answer.noContent();
  }

  private Answer delete(Call call) throws InterruptedException {
    long now = clock.millis();
    send(new HealthStreamRequest(find(call).state().urn(), now, now));
    return Answer.noContent();
  }

  private void send(HealthStreamRequest request) throws InterruptedException {
    try {
      requests.send(request);
    } catch (IOException e) {
      throw ApiException.of(503, "the request was not stored: " + e.getMessage());
    }
  }

  private View find(Call call) {
    board.requireComplete();
    String urn = call.path("urn");
    if (!urn.matches("urn:health:[^:]+:.+")) {
      throw ApiException.untyped(
          400,
          "urn: found " + urn + ", expected urn:health:<source>:<stream>",
          out -> out.writeStringField("urn", urn));
    }
    return board.stream(urn).orElseThrow(() -> notFound("HealthStreamNotFound", urn, null));
  }

  private static SubStreamState findSub(Call call, View stream) {
    String id = call.path("id");
    return stream.subStreams().stream()
        .filter(sub -> sub.subStreamId().equals(id))
        .findFirst()
        .orElseThrow(() -> notFound("HealthSubStreamNotFound", stream.state().urn(), id));
  }

  private static ApiException notFound(String type, String urn, String subStream) {
    return ApiException.named(
        404,
        type,
        type,
        out -> {
          out.writeStringField("urn", urn);
          if (subStream != null) {
            out.writeStringField("subStreamId", subStream);
          }
        });
  }
}
