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
 * Settings nodes in the form of exports (topology sheet, sections 4 and 5): layers, domains,
 * functions, views, monitors and all others. The resource owns the nodes that it brings.
 */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(Settings.KIND)
@Singular("settings")
@Plural(Settings.PLURAL)
@ShortNames("stsset")
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Ready", jsonPath = ContentText.READY)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ContentText.REASON)
@AdditionalPrinterColumn(
    name = "Nodes",
    jsonPath = ".status.nodes",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Pending",
    jsonPath = ".status.pending",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Owner", jsonPath = ".status.identifier", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ContentText.AGE,
    type = AdditionalPrinterColumn.Type.DATE)
public class Settings extends CustomResource<SettingsSpec, SettingsStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "Settings";
  public static final String PLURAL = "settings";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public SettingsSpec getSpec() {
    return super.getSpec();
  }
}
