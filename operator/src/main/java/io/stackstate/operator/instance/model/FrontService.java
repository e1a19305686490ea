package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Services of an instance: one of its own name, behind which UI, API and the way to the
 * receiver are, and one for each component that others in the cluster talk to (sheet, section 14).
 */
final class FrontService {
  private final Resolved instance;

  FrontService(Resolved instance) {
    this.instance = instance;
  }

  static String headlessName(Resolved instance, Component component) {
    return instance.name(component + "-headless");
  }

  /** What is exposed. */
  HasMetadata front() {
    var own = instance.spec().expose().service();
    ObjectMeta meta = instance.meta(instance.name(), instance.front());
    if (!own.annotations().isEmpty()) {
      meta.setAnnotations(new LinkedHashMap<>(own.annotations()));
    }
    return new ServiceBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withType(own.type().name())
        .withLoadBalancerSourceRanges(own.loadBalancerSourceRanges())
        .withSelector(Labels.selector(instance.name(), instance.front()))
        .withPorts(port("http", PlatformPod.HTTP_PORT))
        .endSpec()
        .build();
  }

  /** Where agents of this cluster may send to directly, and a host of their own leads to. */
  HasMetadata receiver() {
    List<ServicePort> ports = new ArrayList<>();
    ports.add(port("receiver", PlatformPod.RECEIVER_PORT));
    if (!instance.monolith()) {
      ports.add(port("http", PlatformPod.HTTP_PORT));
    }
    return service(instance.name(Component.RECEIVER), Component.RECEIVER, instance.intake(), ports);
  }

  /** One address for the pods of a component. */
  HasMetadata of(Component component, Map<String, Integer> ports) {
    return service(instance.name(component), component, component, ports(ports));
  }

  /** The address of each pod of a StatefulSet, also before it is ready. */
  HasMetadata headless(Component component) {
    return new ServiceBuilder()
        .withMetadata(instance.meta(headlessName(instance, component), component))
        .withNewSpec()
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(Labels.selector(instance.name(), component))
        .endSpec()
        .build();
  }

  private HasMetadata service(
      String name, Component labelled, Component selected, List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(instance.meta(name, labelled))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(Labels.selector(instance.name(), selected))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  private static List<ServicePort> ports(Map<String, Integer> ports) {
    List<ServicePort> list = new ArrayList<>();
    ports.forEach((name, number) -> list.add(port(name, number)));
    return list;
  }

  private static ServicePort port(String name, int number) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(number)
        .withNewTargetPort(name)
        .withProtocol("TCP")
        .build();
  }
}
