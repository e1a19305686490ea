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

/** A token with which a program calls the API of the platform, kept in a Secret. */
@Group(Integration.GROUP)
@Version(Integration.VERSION)
@Kind(ServiceToken.KIND)
@Singular("servicetoken")
@Plural(ServiceToken.PLURAL)
@ShortNames({"ststoken", "ststokens"})
@Categories({"stackstate", "all"})
@AdditionalPrinterColumn(name = "Secret", jsonPath = ".status.secretName")
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".status.expiresAt")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ContentText.READY)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ContentText.REASON)
@AdditionalPrinterColumn(name = "Roles", jsonPath = ".spec.roles", priority = 1)
@AdditionalPrinterColumn(name = "Token", jsonPath = ".status.tokenId", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ContentText.AGE,
    type = AdditionalPrinterColumn.Type.DATE)
public class ServiceToken extends CustomResource<ServiceTokenSpec, ServiceTokenStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  public static final String KIND = "ServiceToken";
  public static final String PLURAL = "servicetokens";

  /** Required, so that a finalizer patch of a deleted resource cannot bring it back empty. */
  @Override
  @Required
  public ServiceTokenSpec getSpec() {
    return super.getSpec();
  }
}
