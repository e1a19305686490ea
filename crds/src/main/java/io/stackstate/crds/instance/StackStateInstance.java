package io.stackstate.crds.instance;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.stackstate.crds.Integration;

/**
 * The platform itself, with its back ends (deployment sheet, part B). Its short name is not sts:
 * that is StatefulSet's, and kubectl would warn every user of it in the whole cluster.
 */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(StackStateInstance.KIND)
@Singular("stackstateinstance")
@Plural(StackStateInstance.PLURAL)
@ShortNames("stackstate")
@Categories("stackstate")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version.current")
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url")
@AdditionalPrinterColumn(name = "Kafka", jsonPath = ".status.backends.kafka.type", priority = 1)
@AdditionalPrinterColumn(name = "Graph", jsonPath = ".status.backends.graph.backend", priority = 1)
@AdditionalPrinterColumn(
    name = "Elastic",
    jsonPath = ".status.backends.elasticsearch.type",
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
public class StackStateInstance
    extends CustomResource<StackStateInstanceSpec, StackStateInstanceStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "StackStateInstance";
  public static final String PLURAL = "stackstateinstances";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public StackStateInstanceSpec getSpec() {
    return super.getSpec();
  }
}
