package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** How an output authenticates; secrets are references and are read per delivery. */
public sealed interface Auth {

  /** Nothing, or what stands in a header or the body. */
  record None() implements Auth {}

  record Basic(String username, SecretRef password) implements Auth {}

  /** {@code Authorization: <scheme> <token>}. */
  record Token(String scheme, SecretRef token) implements Auth {}

  /**
   * Client credentials grant of OAuth 2.0; the token is kept until it ends or is refused.
   *
   * @param inBody whether id and secret of the client stand in the form instead of the header
   */
  record OAuth2(
      URI tokenUrl,
      String clientId,
      SecretRef clientSecret,
      List<String> scopes,
      Map<String, String> parameters,
      boolean inBody)
      implements Auth {}
}
