package io.stackstate.api.script;

import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.scope.Scope;
import io.stackstate.api.topology.Topologies;
import io.stackstate.functions.api.Question;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.api.TopologySource;
import io.stackstate.functions.api.ViewSource;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.StoreUnavailableException;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What scripts of people see: topology now and then, views, and the outside for those who may. */
public final class ScriptSight implements TopologySource, ViewSource {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Topologies topologies;
  private final SettingsNodes settings;
  private final Surroundings around;
  private final InstantSource clock;

  public ScriptSight(
      Topologies topologies, SettingsNodes settings, Surroundings around, InstantSource clock) {
    this.topologies = topologies;
    this.settings = settings;
    this.around = around;
    this.clock = clock;
  }

  /**
   * For one request.
   *
   * @throws io.stackstate.api.http.ApiException 503 while the topology is not whole
   */
  ScriptHost of(Caller caller) {
    boolean restricted = !caller.may(Permission.EXECUTE_RESTRICTED_SCRIPTS);
    return apis(this).reaching(restricted ? ScriptSight::refuse : this::reach).host();
  }

  /**
   * For one run of a component action. Administrators wrote its script, so that it may reach the
   * outside whoever runs it; of the topology it sees what its caller may see.
   *
   * @throws io.stackstate.api.http.ApiException 503 while the topology is not whole
   */
  public ScriptHost ofAction(Caller caller) {
    Scope scope = Scope.of(caller);
    TopologySource visible =
        new TopologySource() {
          @Override
          public TopologySnapshot now() {
            return scope.restrict(ScriptSight.this.now());
          }

          @Override
          public TopologySnapshot at(long millis) {
            return scope.restrict(ScriptSight.this.at(millis));
          }
        };
    return apis(visible).reaching(this::reach).host();
  }

  private ScriptApis apis(TopologySource visible) {
    return new ScriptApis(visible, this, clock)
        .measuring(around.telemetry())
        .listing(around.packs())
        .knowing(around.made())
        .linkingTo(around.baseUrl());
  }

  private static Object refuse(Question question, Map<String, Object> arguments) {
    throw SandboxViolation.at(
        "%s needs the permission %s"
            .formatted(question.api(), Permission.EXECUTE_RESTRICTED_SCRIPTS.text()));
  }

  /** The plugins are for functions of event handlers. */
  private Object reach(Question question, Map<String, Object> arguments) {
    return switch (question) {
      case NODES -> ScriptNodes.find(settings, arguments);
      case HTTP -> around.outside().ask(question, arguments);
      default -> ScriptHost.NONE.ask(question, arguments);
    };
  }

  @Override
  public TopologySnapshot now() {
    return topologies.now();
  }

  @Override
  public TopologySnapshot at(long millis) {
    try {
      return topologies.at(millis, clock.instant().plus(PATIENCE));
    } catch (DataUnavailableException
        | StoreUnavailableException
        | Topologies.SnapshotTimeoutException e) {
      throw new ScriptApiException(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScriptApiException("the platform is shutting down");
    }
  }

  @Override
  public List<SavedView> all() {
    return settings.byType("QueryView").stream()
        .sorted(Comparator.comparingLong(Node::id))
        .map(ScriptSight::view)
        .toList();
  }

  private static SavedView view(Node node) {
    return new SavedView(
        node.id(),
        node.identifier(),
        node.name() == null ? "" : node.name(),
        node.content().path("description").textValue(),
        node.content().path("query").asText(""));
  }
}
