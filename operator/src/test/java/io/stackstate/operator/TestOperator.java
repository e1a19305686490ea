package io.stackstate.operator;

import com.typesafe.config.ConfigFactory;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.config.OperatorConfig;
import io.stackstate.operator.k8s.ObjectClient;
import java.util.Map;

/** The operator's process in the process of the test. */
final class TestOperator {
  private TestOperator() {}

  static OperatorProcess start(ApiServer server, String namespace, String platformUrl) {
    var client = Clients.of(server.config(), 64);
    OperatorProcess process =
        new OperatorProcess(config(namespace, platformUrl), client, new ObjectClient(client));
    process.start();
    return process;
  }

  static OperatorConfig config(String namespace, String platformUrl) {
    return OperatorConfig.of(
        ConfigFactory.parseMap(
                Map.of(
                    "watch-namespaces",
                    namespace,
                    "http-port",
                    0,
                    "probe",
                    "1s",
                    "leader-election.enabled",
                    false,
                    "content.platform-url",
                    platformUrl))
            .withFallback(ConfigFactory.load().getConfig("stackstate.operator")));
  }
}
