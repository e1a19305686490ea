package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.stackstate.crds.DeletionPolicy;
import io.stackstate.crds.instance.CqlGraph;
import io.stackstate.crds.instance.CqlType;
import io.stackstate.crds.instance.ElasticsearchType;
import io.stackstate.crds.instance.GraphBackend;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.Layout;
import io.stackstate.crds.instance.Mode;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceSpec;
import java.util.Map;

/**
 * An instance whose every choice is made: what the spec leaves open follows from mode and profile.
 * All builders work on it.
 *
 * @param spec with all defaults
 * @param sizes by the profile
 * @param version of the platform that is to run
 */
record Resolved(
    StackStateInstance instance,
    StackStateInstanceSpec spec,
    InstanceFacts facts,
    Layout layout,
    Sizes sizes,
    String version) {

  String name() {
    return instance.getMetadata().getName();
  }

  String namespace() {
    return instance.getMetadata().getNamespace();
  }

  /** The name of an object that belongs to a part. */
  String name(String part) {
    return name() + "-" + part;
  }

  String name(Component component) {
    return name(component.toString());
  }

  /** Where a Service is found from every namespace. */
  String host(String service) {
    return service + "." + namespace() + ".svc";
  }

  boolean highlyAvailable() {
    return spec.mode() == Mode.HA;
  }

  boolean monolith() {
    return layout == Layout.Monolith;
  }

  boolean suspended() {
    return Boolean.TRUE.equals(spec.suspend());
  }

  boolean has(KafkaType type) {
    return spec.kafka().type() == type;
  }

  boolean has(ElasticsearchType type) {
    return spec.elasticsearch().type() == type;
  }

  boolean has(GraphBackend backend) {
    return spec.graph().backend() == backend;
  }

  boolean has(CqlType type) {
    CqlGraph cql = spec.graph().cql();
    return cql != null && cql.type() == type;
  }

  /** The component that serves the API and owns the graph. */
  Component front() {
    return monolith() ? Component.SERVER : Component.API;
  }

  /** The component that agents send to. */
  Component intake() {
    return monolith() ? Component.SERVER : Component.RECEIVER;
  }

  /** Metadata of an object that goes with the instance. */
  ObjectMeta meta(String name) {
    return metaBuilder(name, Labels.common(name())).withOwnerReferences(owner()).build();
  }

  /** The same of an object that belongs to one component of the platform. */
  ObjectMeta meta(String name, Component component) {
    Map<String, String> labels = Labels.common(name());
    labels.put(Labels.COMPONENT, component.toString());
    if (component != Component.ELASTICSEARCH) {
      labels.put(Labels.VERSION, version);
    }
    return metaBuilder(name, labels).withOwnerReferences(owner()).build();
  }

  /** The same of an object that holds data: without an owner when the policy says to keep it. */
  ObjectMeta dataMeta(String name, DeletionPolicy policy) {
    ObjectMetaBuilder meta = metaBuilder(name, Labels.common(name()));
    return policy == DeletionPolicy.Delete
        ? meta.withOwnerReferences(owner()).build()
        : meta.build();
  }

  private ObjectMetaBuilder metaBuilder(String name, Map<String, String> labels) {
    return new ObjectMetaBuilder().withName(name).withNamespace(namespace()).withLabels(labels);
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(instance.getApiVersion())
        .withKind(instance.getKind())
        .withName(name())
        .withUid(instance.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
