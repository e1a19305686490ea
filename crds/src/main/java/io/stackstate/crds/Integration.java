package io.stackstate.crds;

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

/**
 * A source of topology and telemetry. The spec is a union: {@code type} names the kind of source,
 * and the field of the same name configures it (topology sheet, section 13.8).
 */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(Integration.KIND)
@Singular("integration")
@Plural(Integration.PLURAL)
@ShortNames({"stsint", "stsints"})
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.type")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
    name = "Components",
    jsonPath = ".status.components",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Relations",
    jsonPath = ".status.relations",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Errors",
    jsonPath = ".status.errors",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Topic", jsonPath = ".status.topic", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class Integration extends CustomResource<IntegrationSpec, IntegrationStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String GROUP = "stackstate.io";
  public static final String VERSION = "v1alpha1";
  public static final String API_VERSION = GROUP + "/" + VERSION;
  public static final String KIND = "Integration";
  public static final String PLURAL = "integrations";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public IntegrationSpec getSpec() {
    return super.getSpec();
  }
}
