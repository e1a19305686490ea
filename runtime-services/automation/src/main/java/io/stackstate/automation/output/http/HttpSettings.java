package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.text.OutputTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What every HTTP output may say about its calls.
 *
 * @param timeout of one call, from looking up the name to the end of the answer
 * @param maxBodyBytes the largest body that is sent
 * @param proxy empty where none is used
 */
public record HttpSettings(
    Duration timeout,
    int maxBodyBytes,
    Map<String, OutputTemplate> headers,
    Map<String, SecretRef> secretHeaders,
    Auth auth,
    Optional<Hmac> hmac,
    TlsSettings tls,
    Optional<ProxySettings> proxy) {}
