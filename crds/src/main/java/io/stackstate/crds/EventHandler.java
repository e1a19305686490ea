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

/** Who is told of what, and how. */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(EventHandler.KIND)
@Singular("eventhandler")
@Plural(EventHandler.PLURAL)
@ShortNames({"stshandler", "stshandlers"})
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Ready", jsonPath = ContentText.READY)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ContentText.REASON)
@AdditionalPrinterColumn(
    name = "Open",
    jsonPath = ".status.openNotifications",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Dead",
    jsonPath = ".status.deadLetters",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Enabled", jsonPath = ".spec.enabled", priority = 1)
@AdditionalPrinterColumn(name = "Node", jsonPath = ".status.nodeId", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ContentText.AGE,
    type = AdditionalPrinterColumn.Type.DATE)
public class EventHandler extends CustomResource<EventHandlerSpec, EventHandlerStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "EventHandler";
  public static final String PLURAL = "eventhandlers";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public EventHandlerSpec getSpec() {
    return super.getSpec();
  }
}
