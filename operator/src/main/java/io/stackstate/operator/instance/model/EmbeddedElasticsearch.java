package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.stackstate.crds.instance.Heap;
import io.stackstate.operator.content.InvalidSpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One node of Elasticsearch from the official image, without privileges and with a read-only root:
 * its configuration folder, which it writes to, is copied first (deployment sheet, sections 3.2 and
 * 6).
 */
final class EmbeddedElasticsearch {
  private static final String FIELD = "spec.elasticsearch.embedded";
  private static final String HOME = "/usr/share/elasticsearch";
  private static final long USER = 1000;
  private static final int HTTP = 9200;
  private static final int READINESS = 9399;
  private static final Heap HALF = new Heap(new Quantity("0"), 50);

  private final Resolved instance;
  private final io.stackstate.crds.instance.EmbeddedElasticsearch settings;
  private final ResourceRequirements resources;

  EmbeddedElasticsearch(Resolved instance) throws InvalidSpecException {
    this.instance = instance;
    this.settings = instance.spec().elasticsearch().embedded();
    Amount.check(FIELD + ".resources", settings.resources());
    this.resources = Amount.resources(instance.sizes().elasticsearch(), settings.resources());
  }

  List<HasMetadata> objects() throws InvalidSpecException {
    FrontService services = new FrontService(instance);
    Map<String, Integer> ports = Map.of("http", HTTP);
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(
        new Workload(instance, Component.ELASTICSEARCH)
            .stateful(pod(), 1, settings.storage(), instance.sizes().elasticsearchVolume()));
    objects.add(Availability.budget(instance, Component.ELASTICSEARCH, null));
    objects.add(services.of(Component.ELASTICSEARCH, ports));
    objects.add(services.headless(Component.ELASTICSEARCH));
    return objects;
  }

  private PodTemplateSpec pod() throws InvalidSpecException {
    Map<String, String> labels = Labels.common(instance.name());
    labels.put(Labels.COMPONENT, Component.ELASTICSEARCH.toString());
    PodTemplateSpec pod =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(labels)
            .withAnnotations(new LinkedHashMap<>())
            .endMetadata()
            .withNewSpec()
            .withSecurityContext(Security.pod(USER, instance.facts().apis().openShift()))
            .withInitContainers(copyConfiguration())
            .withContainers(node())
            .withVolumes(
                PodCommons.emptyDir("config", "64Mi"),
                PodCommons.emptyDir("logs", "1Gi"),
                PodCommons.emptyDir("tmp", "1Gi"))
            .endSpec()
            .build();
    return new PodCommons(instance, Component.ELASTICSEARCH)
        .apply(pod, settings.podTemplate(), FIELD);
  }

  private Container copyConfiguration() {
    return container("config")
        .withCommand("sh", "-c", "cp -R " + HOME + "/config/. /config/")
        .withVolumeMounts(mount("config", "/config"))
        .build();
  }

  private Container node() {
    return container("elasticsearch")
        .withEnv(env())
        .addNewPort()
        .withName("http")
        .withContainerPort(HTTP)
        .withProtocol("TCP")
        .endPort()
        .withVolumeMounts(
            mount("config", HOME + "/config"),
            mount("logs", HOME + "/logs"),
            mount("tmp", "/tmp"),
            mount(PlatformPod.DATA, HOME + "/data"))
        .withStartupProbe(probe(HTTP, 5, 120))
        .withReadinessProbe(probe(READINESS, 5, 3))
        .withLivenessProbe(probe(HTTP, 10, 6))
        .build();
  }

  private ContainerBuilder container(String name) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(ImageNames.elasticsearch(instance))
        .withImagePullPolicy(instance.spec().images().pullPolicy().name())
        .withResources(resources)
        .withSecurityContext(Security.container());
  }

  private List<EnvVar> env() {
    List<EnvVar> env = new ArrayList<>();
    put(env, "cluster.name", instance.name());
    put(env, "node.name", instance.name(Component.ELASTICSEARCH));
    put(env, "discovery.type", "single-node");
    // Memory maps need a kernel setting that only a privileged container could make.
    put(env, "node.store.allow_mmap", "false");
    put(env, "action.auto_create_index", "true");
    put(env, "readiness.port", String.valueOf(READINESS));
    put(env, "xpack.security.enabled", "true");
    put(env, "xpack.security.http.ssl.enabled", "false");
    put(env, "xpack.security.transport.ssl.enabled", "false");
    put(env, "ES_TMPDIR", "/tmp");
    put(env, "ES_JAVA_OPTS", heap());
    var password = GeneratedSecrets.elasticsearchPassword(instance);
    env.add(
        new EnvVarBuilder()
            .withName("ELASTIC_PASSWORD")
            .withNewValueFrom()
            .withNewSecretKeyRef(password.key(), password.name(), false)
            .endValueFrom()
            .build());
    return env;
  }

  private String heap() {
    String own = settings.heap();
    String size =
        own == null
            ? Amount.heap(resources.getLimits().get("memory"), HALF, 0, 50).orElse(256L) + "m"
            : own;
    return "-Xms" + size + " -Xmx" + size;
  }

  private static void put(List<EnvVar> env, String name, String value) {
    env.add(new EnvVarBuilder().withName(name).withValue(value).build());
  }

  private static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }

  private static Probe probe(int port, int period, int failures) {
    return new ProbeBuilder()
        .withNewTcpSocket()
        .withNewPort(port)
        .endTcpSocket()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failures)
        .withSuccessThreshold(1)
        .build();
  }
}
