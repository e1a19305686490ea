package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.k8s.Ownership;
import java.util.HashSet;
import java.util.Set;

/** Tells the framework that something changed which an instance is made of, or refers to. */
final class OwnedEvents extends AbstractEventSource<GenericKubernetesResource, StackStateInstance>
    implements ResourceEventAware<StackStateInstance> {
  private final Tools tools;
  private final IndexerResourceCache<StackStateInstance> instances;

  OwnedEvents(Tools tools, IndexerResourceCache<StackStateInstance> instances) {
    super(GenericKubernetesResource.class, "owned-objects");
    this.tools = tools;
    this.instances = instances;
  }

  @Override
  public void start() {
    tools.owned().listen(this::tell);
    tools.referenced().listen(reader -> tell(reader.namespace(), reader.name()));
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

  /** Nothing about it is kept in memory. */
  @Override
  public void onResourceDeleted(StackStateInstance instance) {
    tools.referenced().retain(Ownership.of(instance), Set.of());
    tools.directory().forget(instance);
  }

  @Override
  public Set<GenericKubernetesResource> getSecondaryResources(StackStateInstance instance) {
    var meta = instance.getMetadata();
    return new HashSet<>(tools.owned().of(meta.getNamespace(), meta.getName()));
  }
}
