package io.stackstate.api;

import com.typesafe.config.Config;
import io.stackstate.api.admin.GremlinSettings;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.ServiceTokens;
import io.stackstate.api.auth.kubernetes.KubernetesAccess;
import io.stackstate.api.metrics.PromqlSettings;
import io.stackstate.api.notification.NotificationSettings;
import io.stackstate.api.script.ScriptSettings;
import io.stackstate.api.topology.SnapshotLimits;
import io.stackstate.stackpacks.provision.SecretBox;
import io.stackstate.stackpacks.provision.ServerConfig;
import io.stackstate.stql.QueryLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The section {@code stackstate.api}; {@code reference.conf} says what each key means. */
record ApiSettings(
    List<ServiceToken> tokens,
    Optional<KubernetesAccess> kubernetes,
    long maxRequestBytes,
    Duration requestTimeout,
    SnapshotLimits snapshot,
    SnapshotLimits export,
    QueryLimits eventQueries,
    int maxActiveEvents,
    Duration eventRetention,
    int maxTopicMessages,
    long maxTopicBytes,
    int maxTopicReaders,
    Duration topicTimeout,
    Duration publishTimeout,
    Duration monitorPatience,
    Duration removalPatience,
    GremlinSettings gremlin,
    Duration verifyInterval,
    long maxImportBytes,
    String journalTopic,
    Duration journalPatience,
    ServerConfig intake,
    NotificationSettings notifications,
    SecretBox secrets,
    ScriptSettings scripts,
    PromqlSettings promql) {

  static ApiSettings read(Config root) {
    Config config = root.getConfig("stackstate.api");
    SecretBox secrets = SecretBox.of(root.getString(SecretBox.SETTING));
    return new ApiSettings(
        ServiceTokens.read(root),
        config.getBoolean("kubernetes.enabled")
            ? Optional.of(KubernetesAccess.read(config.getConfig("kubernetes")))
            : Optional.empty(),
        config.getBytes("maxRequestSize"),
        config.getDuration("requestTimeout"),
        SnapshotLimits.read(config.getConfig("snapshot")),
        SnapshotLimits.unbounded(
            config.getInt("export.maxActive"), config.getDuration("export.queryTimeout")),
        new QueryLimits(
            config.getInt("events.maxElements"),
            config.getInt("events.maxElements"),
            config.getDuration("events.queryTimeout")),
        config.getInt("events.maxActive"),
        Duration.ofDays(root.getInt("stackstate.telemetry.events.retentionDays")),
        config.getInt("topics.maxMessages"),
        config.getBytes("topics.maxBytes"),
        config.getInt("topics.maxReaders"),
        config.getDuration("topics.timeout"),
        config.getDuration("publishTimeout"),
        config.getDuration("monitors.runTimeout"),
        config.getDuration("removalPatience"),
        GremlinSettings.read(config.getConfig("gremlin")),
        config.getDuration("graph.verifyInterval"),
        config.getBytes("maxImportSize"),
        config.getString("settingsJournal.topic"),
        config.getDuration("settingsJournal.patience"),
        intake(root),
        NotificationSettings.read(root, secrets),
        secrets,
        ScriptSettings.read(root),
        PromqlSettings.read(root));
  }

  /** What agents are told: the first key that the receiver accepts, and where it is. */
  private static ServerConfig intake(Config root) {
    String keys = "stackstate.receiver.apiKeys";
    List<String> known = root.hasPath(keys) ? root.getStringList(keys) : List.of();
    String url = root.getString("stackstate.api.agentUrl");
    String port = "stackstate.server.receiverPort";
    if (url.isEmpty()) {
      url = "http://localhost:" + (root.hasPath(port) ? root.getInt(port) : 7077);
    }
    return new ServerConfig(known.isEmpty() ? "" : known.get(0), url);
  }

  /** Without the tokens: records print all that they hold. */
  @Override
  public String toString() {
    return "ApiSettings[" + tokens.size() + " tokens, " + snapshot + "]";
  }
}
