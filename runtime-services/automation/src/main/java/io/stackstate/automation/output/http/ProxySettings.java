package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxy of an output.
 *
 * @param url its address, http
 * @param username with {@code password}, for Basic
 * @param noProxy hosts that are called directly: {@code svc.example.org}, {@code .example.org} with
 *     all below it, {@code *}
 * @param trusted whether the administrator set it, so that it may have an internal address
 */
public record ProxySettings(
    URI url,
    Optional<String> username,
    Optional<SecretRef> password,
    List<String> noProxy,
    boolean trusted) {

  /** Whether calls to {@code host} go through it. */
  public boolean applies(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return noProxy.stream()
        .map(entry -> entry.toLowerCase(Locale.ROOT))
        .noneMatch(
            entry ->
                entry.equals("*")
                    || name.equals(entry)
                    || name.endsWith(entry.startsWith(".") ? entry : "." + entry));
  }
}
