package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.k8s.OwnedObjects;
import io.stackstate.operator.k8s.ReferencedObjects;
import java.util.HashSet;
import java.util.Set;

/** Tells the framework that something changed which an instance is made of, or refers to. */
final class OwnedEvents extends AbstractEventSource<GenericKubernetesResource, StackStateInstance> {
  private final OwnedObjects owned;
  private final ReferencedObjects referenced;
  private final IndexerResourceCache<StackStateInstance> instances;

  OwnedEvents(
      OwnedObjects owned,
      ReferencedObjects referenced,
      IndexerResourceCache<StackStateInstance> instances) {
    super(GenericKubernetesResource.class, "owned-objects");
    this.owned = owned;
    this.referenced = referenced;
    this.instances = instances;
  }

  @Override
  public void start() {
    owned.listen(this::tell);
    referenced.listen(reader -> tell(reader.namespace(), reader.name()));
    super.start();
  }

  private void tell(String namespace, String instance) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(new ResourceID(instance, namespace)));
    }
  }

  /** Has all instances looked at again, since what the cluster offers has changed. */
  void all() {
    if (isRunning()) {
      instances
          .list(instance -> true)
          .forEach(i -> tell(i.getMetadata().getNamespace(), i.getMetadata().getName()));
    }
  }

  @Override
  public Set<GenericKubernetesResource> getSecondaryResources(StackStateInstance instance) {
    var meta = instance.getMetadata();
    return new HashSet<>(owned.of(meta.getNamespace(), meta.getName()));
  }
}
