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

/** A saved query on the topology, and how its result is shown. */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(View.KIND)
@Singular("view")
@Plural(View.PLURAL)
@ShortNames({"stsview", "stsviews"})
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Title", jsonPath = ".spec.title")
@AdditionalPrinterColumn(name = "Health", jsonPath = ".status.health")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ContentText.READY)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ContentText.REASON)
@AdditionalPrinterColumn(name = "Query", jsonPath = ".spec.query", priority = 1)
@AdditionalPrinterColumn(name = "Node", jsonPath = ".status.nodeId", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ContentText.AGE,
    type = AdditionalPrinterColumn.Type.DATE)
public class View extends CustomResource<ViewSpec, ViewStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "View";
  public static final String PLURAL = "views";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public ViewSpec getSpec() {
    return super.getSpec();
  }
}
