package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.k8s.ApiKind;
import io.stackstate.operator.k8s.ObjectClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator dies after each of its writes in turn, and another one takes over. */
class CrashApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void afterWhicheverWriteItDiesTheNextOneFinishesAndRotatesNothing(int writes) {
    String namespace = server.namespace("crash");
    DyingClient dying = new DyingClient(client, writes);
    TestOperator first = TestOperator.start(server, dying, namespace);
    try {
      server.apply(TestResources.trial(namespace, "demo"));
      await().atMost(Duration.ofMinutes(3)).until(() -> dying.isDead() || isApplied(namespace));
    } finally {
      first.close();
    }
    Map<String, Map<String, String>> before = secrets(namespace);
    TestOperator second = TestOperator.start(server, namespace);
    try {
      await().atMost(Duration.ofMinutes(3)).until(() -> isApplied(namespace));
    } finally {
      second.close();
    }
    assertThat(secrets(namespace)).containsAllEntriesOf(before);
  }

  private boolean isApplied(String namespace) {
    var found = client.services().inNamespace(namespace).withName("demo-elasticsearch").get();
    var status =
        client
            .resources(io.stackstate.crds.instance.StackStateInstance.class)
            .inNamespace(namespace)
            .withName("demo")
            .get()
            .getStatus();
    return found != null && status != null && status.phase() != null;
  }

  private Map<String, Map<String, String>> secrets(String namespace) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (Secret secret : client.secrets().inNamespace(namespace).list().getItems()) {
      if (!secret.getMetadata().getName().endsWith("-config")) {
        all.put(secret.getMetadata().getName(), secret.getData());
      }
    }
    return all;
  }

  /** Writes a number of times; the last answer is lost, and so is everything after it. */
  private static final class DyingClient extends ObjectClient {
    private final AtomicInteger left;

    private DyingClient(KubernetesClient client, int writes) {
      super(client);
      this.left = new AtomicInteger(writes);
    }

    boolean isDead() {
      return left.get() <= 0;
    }

    @Override
    public GenericKubernetesResource apply(
        ApiKind kind, GenericKubernetesResource desired, boolean force) {
      int before = left.getAndDecrement();
      if (before <= 0) {
        throw new KubernetesClientException("dead");
      }
      GenericKubernetesResource answer = super.apply(kind, desired, force);
      if (before == 1) {
        throw new KubernetesClientException("died before the answer came");
      }
      return answer;
    }

    @Override
    public void delete(
        ApiKind kind, GenericKubernetesResource seen, DeletionPropagation propagation) {
      throw new KubernetesClientException("dead");
    }
  }
}
