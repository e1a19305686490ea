package io.stackstate.api.health;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.health.HealthBoard.View;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.health.StreamError;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.health.SubStreamState.Bucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The JSON of health streams (REST sheet, section 6.9). */
final class HealthStreamWriter {
  static final int BUCKET_SECONDS = 300;
  private static final int BUCKETS = 3;

  private HealthStreamWriter() {}

  static void item(JsonGenerator out, View stream) throws IOException {
    out.writeStartObject();
    out.writeStringField("urn", stream.state().urn());
    out.writeStringField("consistencyModel", stream.state().consistencyModel().name());
    out.writeNumberField("subStreams", stream.subStreams().size());
    out.writeEndObject();
  }

  static void status(JsonGenerator out, View stream, long nowMillis) throws IOException {
    out.writeStartObject();
    out.writeNumberField("partition", stream.state().partition());
    out.writeStringField("consistencyModel", stream.state().consistencyModel().name());
    errors(out, "globalErrors", stream.state().globalErrors());
    out.writeFieldName("aggregateMetrics");
    metrics(out, stream.subStreams(), nowMillis);
    for (SubStreamState sub : stream.subStreams()) {
      if (sub.subStreamId().isEmpty()) {
        out.writeFieldName("mainStreamStatus");
        subStreamStatus(out, stream.state().consistencyModel(), sub, nowMillis);
      }
    }
    out.writeEndObject();
  }

  static void subStream(JsonGenerator out, ConsistencyModel model, SubStreamState sub)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("subStreamId", sub.subStreamId());
    out.writeFieldName("subStreamState");
    model(out, model, sub);
    out.writeNumberField("checkStateCount", sub.checkStateCount());
    out.writeEndObject();
  }

  static void subStreamStatus(
      JsonGenerator out, ConsistencyModel model, SubStreamState sub, long nowMillis)
      throws IOException {
    out.writeStartObject();
    errors(out, "errors", sub.errors());
    out.writeFieldName("metrics");
    metrics(out, List.of(sub), nowMillis);
    out.writeFieldName("subStreamState");
    model(out, model, sub);
    out.writeNumberField("checkStateCount", sub.checkStateCount());
    out.writeEndObject();
  }

  static void matches(JsonGenerator out, TopologyMatches matches) throws IOException {
    out.writeStartObject();
    out.writeNumberField("matchedCheckStates", matches.matchedStates());
    out.writeArrayFieldStart("unmatchedCheckStates");
    for (TopologyMatches.Unmatched unmatched : matches.unmatched()) {
      out.writeStartObject();
      checkState(out, unmatched.state());
      if (unmatched.similar() != null) {
        out.writeStringField("similarIdentifier", unmatched.similar());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("multipleMatchesCheckStates");
    for (TopologyMatches.Multiple multiple : matches.multiple()) {
      out.writeStartObject();
      checkState(out, multiple.state());
      out.writeNumberField("matchCount", multiple.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void checkState(JsonGenerator out, CheckState state) throws IOException {
    out.writeStringField("checkStateId", state.checkStateId());
    out.writeStringField("topologyElementIdentifier", state.topologyElementIdentifier());
  }

  private static void errors(JsonGenerator out, String field, List<StreamError> errors)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (StreamError error : errors) {
      out.writeStartObject();
      out.writeStringField("errorCode", error.errorCode());
      out.writeStringField("level", error.level());
      out.writeStringField("error", error.error());
      out.writeNumberField("count", error.count());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void model(JsonGenerator out, ConsistencyModel model, SubStreamState sub)
      throws IOException {
    out.writeStartObject();
    switch (model) {
      case REPEAT_SNAPSHOTS -> {
        out.writeStringField("_type", "HealthSubStreamSnapshot");
        intervals(out, sub);
      }
      case REPEAT_STATES -> {
        out.writeStringField("_type", "HealthSubStreamExpiry");
        intervals(out, sub);
      }
      case TRANSACTIONAL_INCREMENTS -> {
        out.writeStringField("_type", "HealthSubStreamTransactionalIncrements");
        if (sub.checkpoint() != null) {
          out.writeNumberField("offset", sub.checkpoint().offset());
          if (sub.checkpoint().batchIndex() != null) {
            out.writeNumberField("batchIndex", sub.checkpoint().batchIndex());
          }
        }
      }
    }
    out.writeEndObject();
  }

  private static void intervals(JsonGenerator out, SubStreamState sub) throws IOException {
    out.writeNumberField("repeatIntervalMs", sub.repeatIntervalMs());
    if (sub.expiryIntervalMs() != null) {
      out.writeNumberField("expiryIntervalMs", sub.expiryIntervalMs());
    }
  }

  static void metrics(JsonGenerator out, List<SubStreamState> subs, long nowMillis)
      throws IOException {
    List<Bucket> buckets = new ArrayList<>();
    long newest = nowMillis - Math.floorMod(nowMillis, BUCKET_SECONDS * 1000L);
    for (int i = 0; i < BUCKETS; i++) {
      buckets.add(sum(subs, newest - i * BUCKET_SECONDS * 1000L));
    }
    out.writeStartObject();
    out.writeNumberField("bucketSizeSeconds", BUCKET_SECONDS);
    values(
        out,
        "latencySeconds",
        buckets,
        bucket ->
            bucket.messages() == 0
                ? Double.NaN
                : bucket.latencyMillis() / 1000.0 / bucket.messages());
    values(out, "messagePerSecond", buckets, bucket -> rate(bucket, bucket.messages()));
    values(out, "createsPerSecond", buckets, bucket -> rate(bucket, bucket.creates()));
    values(out, "updatesPerSecond", buckets, bucket -> rate(bucket, bucket.updates()));
    values(out, "deletesPerSecond", buckets, bucket -> rate(bucket, bucket.deletes()));
    out.writeEndObject();
  }

  private static double rate(Bucket bucket, long count) {
    boolean empty = bucket.messages() + bucket.creates() + bucket.updates() + bucket.deletes() == 0;
    return empty ? Double.NaN : (double) count / BUCKET_SECONDS;
  }

  private static Bucket sum(List<SubStreamState> subs, long start) {
    Bucket sum = new Bucket(start, 0, 0, 0, 0, 0);
    for (SubStreamState sub : subs) {
      for (Bucket bucket : sub.buckets()) {
        if (bucket.startMillis() == start) {
          sum =
              new Bucket(
                  start,
                  sum.messages() + bucket.messages(),
                  sum.latencyMillis() + bucket.latencyMillis(),
                  sum.creates() + bucket.creates(),
                  sum.updates() + bucket.updates(),
                  sum.deletes() + bucket.deletes());
        }
      }
    }
    return sum;
  }

  /** Not a number stands for no data. */
  private static void values(
      JsonGenerator out, String field, List<Bucket> buckets, ToDoubleFunction<Bucket> value)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Bucket bucket : buckets) {
      out.writeStartObject();
      double number = value.applyAsDouble(bucket);
      if (!Double.isNaN(number)) {
        out.writeNumberField("value", number);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
