package io.stackstate.automation.script;

import com.typesafe.config.Config;
import io.stackstate.automation.output.OutputKind;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.remote.TelemetryClient;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.functions.worker.WorkerSettings;
import io.stackstate.functions.worker.WorkersOnDemand;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * All that functions of event handlers need: the processes that run them, what they see, and their
 * way out. Thread-safe. The processes start with the first function.
 */
public final class Scripting implements AutoCloseable {
  /** The name of the kind of output. */
  public static final String KIND = "script";

  private static final String API = "stackstate.automation.outputs.api";
  private static final String BASE_URL = "stackstate.automation.outputs.baseUrl";

  private final FunctionTable functions = new FunctionTable();
  private final WorkersOnDemand workers;
  private final ScriptOutside outside;
  private final ScriptApis apis;
  private volatile Supplier<TopologySnapshot> topology =
      () -> {
        throw new ScriptApiException("the topology is not known yet");
      };

  /**
   * From the root of the configuration.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public Scripting(Config root) {
    this.workers = new WorkersOnDemand(WorkerSettings.of(root));
    this.outside = ScriptOutside.of(root);
    this.apis =
        new ScriptApis(() -> topology.get(), functions, InstantSource.system())
            .reaching(outside)
            .measuring(TelemetryClient.of(root, API))
            .linkingTo(root.getString(BASE_URL).strip());
  }

  /** Where functions see the topology from now on. */
  public void follow(Supplier<TopologySnapshot> present) {
    topology = present;
  }

  public FunctionTable functions() {
    return functions;
  }

  /** The kind of output. */
  public OutputKind kind() {
    return new ScriptKind(this);
  }

  ScriptHost host() {
    return apis.host();
  }

  CompletableFuture<FunctionOutcome> run(FunctionRun run) {
    return workers.run(run);
  }

  /** Kills what runs. */
  @Override
  public void close() {
    workers.close();
    outside.close();
  }
}
