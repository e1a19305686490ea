package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.stackstate.crds.instance.GraphBackend;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.ServiceSettings;
import io.stackstate.crds.instance.Storage;
import io.stackstate.operator.content.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes of the platform, each with all that belongs to it. */
final class PlatformWorkloads {
  private final Resolved instance;
  private final FrontService services;

  PlatformWorkloads(Resolved instance) {
    this.instance = instance;
    this.services = new FrontService(instance);
  }

  List<HasMetadata> objects() throws InvalidSpecException {
    List<HasMetadata> objects = new ArrayList<>();
    if (instance.monolith()) {
      objects.addAll(server());
    } else {
      objects.addAll(api());
      objects.addAll(synchronization());
      objects.addAll(receiver());
    }
    objects.add(services.receiver());
    objects.add(services.front());
    return objects;
  }

  /** The broker of the layout Split; in the Monolith it is in the server. */
  List<HasMetadata> kafka() throws InvalidSpecException {
    PlatformService kafka = PlatformService.of(instance, Component.KAFKA);
    Map<String, Integer> ports = new TreeMap<>();
    ports.put("http", PlatformPod.HTTP_PORT);
    ports.put("kafka", PlatformPod.KAFKA_PORT);
    List<HasMetadata> objects = new ArrayList<>();
    Storage storage = instance.spec().kafka().embedded().storage();
    objects.addAll(stateful(kafka, storage, instance.sizes().kafkaVolume()));
    objects.add(services.of(Component.KAFKA, ports));
    objects.add(services.headless(Component.KAFKA));
    return objects;
  }

  private List<HasMetadata> server() throws InvalidSpecException {
    PlatformService server = PlatformService.of(instance, Component.SERVER);
    List<HasMetadata> objects = new ArrayList<>();
    if (instance.has(GraphBackend.BerkeleyJE)) {
      objects.addAll(stateful(server, graphStorage(), instance.sizes().graphVolume()));
    } else if (instance.has(KafkaType.Embedded)) {
      Storage storage = instance.spec().kafka().embedded().storage();
      objects.addAll(stateful(server, storage, instance.sizes().kafkaVolume()));
    } else {
      return recreated(server);
    }
    objects.add(services.headless(Component.SERVER));
    return objects;
  }

  private List<HasMetadata> api() throws InvalidSpecException {
    PlatformService api = PlatformService.of(instance, Component.API);
    if (!instance.has(GraphBackend.BerkeleyJE)) {
      return recreated(api);
    }
    List<HasMetadata> objects = stateful(api, graphStorage(), instance.sizes().graphVolume());
    objects.add(services.headless(Component.API));
    return objects;
  }

  private List<HasMetadata> synchronization() throws InvalidSpecException {
    List<HasMetadata> objects = recreated(PlatformService.of(instance, Component.SYNCHRONIZATION));
    objects.add(services.of(Component.SYNCHRONIZATION, Map.of("http", PlatformPod.HTTP_PORT)));
    return objects;
  }

  private List<HasMetadata> receiver() throws InvalidSpecException {
    PlatformService receiver = PlatformService.of(instance, Component.RECEIVER);
    ServiceConfig config = ServiceConfig.of(instance, receiver);
    PodTemplateSpec pod = new PlatformPod(instance, receiver, config).template(false);
    ServiceSettings settings = receiver.settings();
    Integer replicas =
        settings.autoscaling() == null
            ? replicas(settings, instance.highlyAvailable() ? 2 : 1)
            : null;
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(config.secret());
    objects.add(new Workload(instance, Component.RECEIVER).rolling(pod, replicas));
    objects.addAll(Availability.of(instance, receiver));
    return objects;
  }

  private Storage graphStorage() {
    return instance.spec().graph().berkeleyje().storage();
  }

  private List<HasMetadata> recreated(PlatformService service) throws InvalidSpecException {
    ServiceConfig config = ServiceConfig.of(instance, service);
    PodTemplateSpec pod = new PlatformPod(instance, service, config).template(false);
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(config.secret());
    objects.add(
        new Workload(instance, service.component())
            .recreated(pod, replicas(service.settings(), 1)));
    objects.addAll(Availability.of(instance, service));
    return objects;
  }

  private List<HasMetadata> stateful(PlatformService service, Storage storage, String defaultSize)
      throws InvalidSpecException {
    ServiceConfig config = ServiceConfig.of(instance, service);
    PodTemplateSpec pod = new PlatformPod(instance, service, config).template(true);
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(config.secret());
    objects.add(
        new Workload(instance, service.component())
            .stateful(pod, replicas(service.settings(), 1), storage, defaultSize));
    objects.addAll(Availability.of(instance, service));
    return objects;
  }

  private static int replicas(ServiceSettings settings, int otherwise) {
    return settings.replicas() == null ? otherwise : settings.replicas();
  }
}
