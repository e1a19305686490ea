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
 * One instance of a StackPack, and where its package comes from (topology sheet, section 7). A pack
 * that allows several instances has one resource for each.
 */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(StackPack.KIND)
@Singular("stackpack")
@Plural(StackPack.PLURAL)
@ShortNames({"stspack", "stspacks"})
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Pack", jsonPath = ".status.pack")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version")
@AdditionalPrinterColumn(name = "Available", jsonPath = ".status.availableVersion")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ContentText.READY)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ContentText.REASON)
@AdditionalPrinterColumn(
    name = "Nodes",
    jsonPath = ".status.nodes",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Components",
    jsonPath = ".status.components",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "Instance", jsonPath = ".status.instanceId", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ContentText.AGE,
    type = AdditionalPrinterColumn.Type.DATE)
public class StackPack extends CustomResource<StackPackSpec, StackPackStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "StackPack";
  public static final String PLURAL = "stackpacks";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public StackPackSpec getSpec() {
    return super.getSpec();
  }
}
