package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.stackstate.crds.DurationText;
import io.stackstate.operator.content.InvalidSpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pod of one process of the platform (deployment sheet, sections 2.4 to 2.7 and 6). */
final class PlatformPod {
  static final int HTTP_PORT = 7070;
  static final int RECEIVER_PORT = 7077;
  static final int KAFKA_PORT = 9092;
  static final String DATA = "data";

  private static final long USER = 10001;
  private static final int PROBE_SECONDS = 5;

  private final Resolved instance;
  private final PlatformService service;
  private final ServiceConfig config;
  private final TrustStore trust;

  PlatformPod(Resolved instance, PlatformService service, ServiceConfig config) {
    this.instance = instance;
    this.service = service;
    this.config = config;
    this.trust = config.trustStore();
  }

  /**
   * @param ownVolume whether the workload brings the volume {@value #DATA}; otherwise it lives as
   *     long as the pod
   */
  PodTemplateSpec template(boolean ownVolume) throws InvalidSpecException {
    Container process = process();
    PodTemplateSpecBuilder pod =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(labels())
            .withAnnotations(annotations())
            .endMetadata()
            .withNewSpec()
            .withSecurityContext(Security.pod(USER, instance.facts().apis().openShift()))
            .withContainers(process)
            .withVolumes(volumes(ownVolume))
            .endSpec();
    if (trust != null) {
      pod.editSpec().addToInitContainers(trust.init(process)).endSpec();
    }
    return new PodCommons(instance, service.component())
        .apply(pod.build(), service.settings().podTemplate(), service.field());
  }

  private Map<String, String> labels() {
    Map<String, String> labels = Labels.common(instance.name());
    labels.put(Labels.COMPONENT, service.component().toString());
    labels.put(Labels.VERSION, instance.version());
    return labels;
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(Checksum.ANNOTATION, config.checksum());
    if (instance.spec().monitoring().scrapeAnnotations()) {
      annotations.put("prometheus.io/scrape", "true");
      annotations.put("prometheus.io/port", String.valueOf(HTTP_PORT));
      annotations.put("prometheus.io/path", "/metrics");
    }
    return annotations;
  }

  private Container process() throws InvalidSpecException {
    Amount.check(service.field() + ".resources", service.settings().resources());
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(service.component().toString())
            .withImage(ImageNames.platform(instance))
            .withImagePullPolicy(instance.spec().images().pullPolicy().name())
            .withArgs(arguments())
            .withPorts(ports())
            .withResources(
                Amount.resources(
                    instance.sizes().of(service.component()), service.settings().resources()))
            .withSecurityContext(Security.container())
            .withVolumeMounts(mounts())
            .withLivenessProbe(probe("/liveness", 10, 6))
            .withReadinessProbe(probe("/readiness", PROBE_SECONDS, 3))
            .withStartupProbe(probe("/readiness", PROBE_SECONDS, startupAttempts()));
    if (service.component() == instance.intake() || service.component() == instance.front()) {
      // Senders must have heard that the pod goes before it stops to answer.
      container
          .withNewLifecycle()
          .withNewPreStop()
          .withNewExec()
          .withCommand("sleep", "5")
          .endExec()
          .endPreStop()
          .endLifecycle();
    }
    Container built = container.build();
    built.setEnv(env(built));
    return built;
  }

  private List<EnvVar> env(Container container) {
    JavaOptions java = new JavaOptions();
    Quantity memory = container.getResources().getLimits().get("memory");
    Amount.heap(memory, service.settings().heap(), service.baseMemory(), service.heapPercent())
        .ifPresent(java::heap);
    if (trust != null) {
      TrustStore.javaOptions().forEach(java::add);
    }
    return new Environment(config.wiring().env())
        .with(instance.spec().podDefaults().env())
        .with(service.settings().env())
        .build(java);
  }

  private List<String> arguments() {
    return List.of(
        "--roles",
        String.join(",", service.roles()),
        "--config",
        ServiceConfig.FOLDER + "/" + ServiceConfig.FILE,
        "--data-dir",
        "/data",
        "--host",
        "0.0.0.0");
  }

  private List<ContainerPort> ports() {
    List<ContainerPort> ports = new ArrayList<>();
    ports.add(port("http", HTTP_PORT));
    if (service.roles().contains("receiver")) {
      ports.add(port("receiver", RECEIVER_PORT));
    }
    if (service.component() == Component.KAFKA) {
      ports.add(port("kafka", KAFKA_PORT));
    }
    return ports;
  }

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  private int startupAttempts() {
    long seconds = DurationText.parse(instance.spec().upgrade().migrationTimeout()).toSeconds();
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, seconds / PROBE_SECONDS));
  }

  private static Probe probe(String path, int period, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort("http")
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(PROBE_SECONDS)
        .withFailureThreshold(failures)
        .withSuccessThreshold(1)
        .build();
  }

  private List<Volume> volumes(boolean ownVolume) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName("config")
            .withNewSecret()
            .withSecretName(config.secretName())
            .endSecret()
            .build());
    volumes.add(PodCommons.emptyDir("tmp", "1Gi"));
    if (!ownVolume) {
      volumes.add(PodCommons.emptyDir(DATA, "2Gi"));
    }
    volumes.addAll(config.wiring().volumes());
    if (trust != null) {
      volumes.addAll(trust.volumes());
    }
    return volumes;
  }

  private List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount("config", ServiceConfig.FOLDER, true));
    mounts.add(mount("tmp", "/tmp", false));
    mounts.add(mount(DATA, "/data", false));
    mounts.addAll(config.wiring().mounts());
    if (trust != null) {
      mounts.add(trust.mount());
    }
    return mounts;
  }

  private static VolumeMount mount(String name, String path, boolean readOnly) {
    VolumeMountBuilder mount = new VolumeMountBuilder().withName(name).withMountPath(path);
    return readOnly ? mount.withReadOnly(true).build() : mount.build();
  }
}
