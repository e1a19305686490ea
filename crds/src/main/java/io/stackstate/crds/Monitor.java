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

/** A function that looks at the topology at intervals, and gives health states. */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(Monitor.KIND)
@Singular("monitor")
@Plural(Monitor.PLURAL)
@ShortNames({"stsmonitor", "stsmonitors"})
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Ready", jsonPath = ContentText.READY)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ContentText.REASON)
@AdditionalPrinterColumn(
    name = "Interval",
    jsonPath = ".spec.intervalSeconds",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Critical",
    jsonPath = ".status.critical",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Deviating",
    jsonPath = ".status.deviating",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Last run",
    jsonPath = ".status.lastRun",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Unmatched",
    jsonPath = ".status.unmatched",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "Enabled", jsonPath = ".spec.enabled", priority = 1)
@AdditionalPrinterColumn(name = "Monitor", jsonPath = ".status.monitorId", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ContentText.AGE,
    type = AdditionalPrinterColumn.Type.DATE)
public class Monitor extends CustomResource<MonitorSpec, MonitorStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "Monitor";
  public static final String PLURAL = "monitors";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public MonitorSpec getSpec() {
    return super.getSpec();
  }
}
