package io.stackstate.api.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.http.Answer;
import java.io.IOException;

/**
 * The status of a {@link Job} as all of them are told: {@code state}, {@code running} when one is,
 * {@code last} when one has ended, with its {@code outcome} and the {@code error} of a failure.
 *
 * @param type what stands in {@code _type}
 */
record JobAnswer<A, P, R>(String type, Fields<A> asked, Fields<P> progress, Fields<R> result) {
  private static final String STARTED = "startedMillis";

  /** Writes the fields of one thing into the object that is open. */
  @FunctionalInterface
  interface Fields<T> {
    void write(JsonGenerator out, T value) throws IOException;
  }

  Answer of(Job.Status<A, P, R> status) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", type);
          out.writeStringField("state", status.running().isPresent() ? "Running" : "Idle");
          if (status.running().isPresent()) {
            out.writeObjectFieldStart("running");
            write(out, status.running().get());
            if (status.progress().isPresent()) {
              progress.write(out, status.progress().get());
            }
            out.writeEndObject();
          }
          if (status.last().isPresent()) {
            out.writeObjectFieldStart("last");
            write(out, status.last().get());
            out.writeEndObject();
          }
          out.writeEndObject();
        });
  }

  private void write(JsonGenerator out, Job.Run<A> run) throws IOException {
    out.writeNumberField(STARTED, run.startedMillis());
    asked.write(out, run.asked());
  }

  private void write(JsonGenerator out, Job.Finished<A, R> finished) throws IOException {
    write(out, finished.run());
    out.writeNumberField("finishedMillis", finished.finishedMillis());
    out.writeStringField("outcome", finished.result().isPresent() ? "Succeeded" : "Failed");
    if (finished.result().isPresent()) {
      result.write(out, finished.result().get());
    } else {
      out.writeStringField("error", finished.error());
    }
  }
}
