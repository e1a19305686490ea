package io.stackstate.api.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import java.io.IOException;
import java.time.InstantSource;

/**
 * {@code /admin/graph/rebuild}: {@code POST} begins to make a fresh graph from the change log, with
 * {@code force=true} also when that loses history; {@code GET} tells how far it is. The fresh graph
 * is used from the next start on: everything holds the graph that it was started with.
 */
public final class GraphRebuildResource {
  private static final JobAnswer<Boolean, GraphRebuild.Progress, GraphRebuild.Result> ANSWER =
      new JobAnswer<>(
          "GraphRebuild",
          (out, force) -> out.writeBooleanField("force", force),
          GraphRebuildResource::progress,
          GraphRebuildResource::result);

  private final Job<Boolean, GraphRebuild.Progress, GraphRebuild.Result> job;

  /** Makes the graph and has it wait for the next start. */
  @FunctionalInterface
  public interface Rebuild {
    /**
     * @param loseHistory whether the fresh graph may lack history that the one in use has
     * @throws RuntimeException when it cannot; the graph in use is left as it is
     */
    GraphRebuild.Result run(boolean loseHistory, GraphRebuild.Watcher watcher);
  }

  /** The job that this resource begins; asked whether history may be lost. */
  public static Job<Boolean, GraphRebuild.Progress, GraphRebuild.Result> job(
      Rebuild rebuild, InstantSource clock) {
    return new Job<>(
        "rebuild of the graph",
        (loseHistory, watcher) -> rebuild.run(loseHistory, graphWatcher(watcher)),
        clock);
  }

  public GraphRebuildResource(Job<Boolean, GraphRebuild.Progress, GraphRebuild.Result> job) {
    this.job = job;
  }

  public void bind(Routes routes) {
    routes.get(
        Permission.ACCESS_ADMIN_API, "/admin/graph/rebuild", call -> ANSWER.of(job.status()));
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/graph/rebuild", this::start);
  }

  private Answer start(Call call) {
    if (!job.start(call.flagParam("force"))) {
      throw ApiException.of(409, "the graph is being rebuilt already");
    }
    return ANSWER.of(job.status());
  }

  private static GraphRebuild.Watcher graphWatcher(Job.Watcher<GraphRebuild.Progress> watcher) {
    return new GraphRebuild.Watcher() {
      @Override
      public void progress(GraphRebuild.Progress progress) {
        watcher.progress(progress);
      }

      @Override
      public boolean cancelled() {
        return watcher.cancelled();
      }
    };
  }

  private static void progress(JsonGenerator out, GraphRebuild.Progress progress)
      throws IOException {
    out.writeNumberField("commit", progress.commit());
    out.writeNumberField("lag", progress.lag());
  }

  private static void result(JsonGenerator out, GraphRebuild.Result result) throws IOException {
    out.writeNumberField("commit", result.commit());
    out.writeNumberField("components", result.components());
    out.writeNumberField("relations", result.relations());
    out.writeNumberField("settings", result.settings());
  }
}
