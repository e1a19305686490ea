package io.stackstate.automation.output.aws;

import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.spec.SecretRef;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signature Version 4 of AWS, by its own library. Immutable, thread-safe.
 *
 * @param session token of temporary credentials
 */
record Signature(
    String service,
    String region,
    SecretRef accessKeyId,
    SecretRef secretAccessKey,
    Optional<SecretRef> session) {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  /** The same call, signed for the time of the exchange. */
  Call sign(Call call, Exchange exchange) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(call.method()))
            .uri(call.uri())
            .putHeader("Content-Type", call.contentType())
            .build();
    SignedRequest signed =
        SIGNER.sign(
            sign ->
                sign.identity(identity(exchange))
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(call.body()))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.fixed(exchange.now(), ZoneOffset.UTC)));
    Call with = call;
    for (String name : signed.request().headers().keySet()) {
      if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Type")) {
        with = with.with(name, signed.request().firstMatchingHeader(name).orElseThrow());
      }
    }
    return with;
  }

  private AwsCredentialsIdentity identity(Exchange exchange) {
    String id = exchange.secret(accessKeyId);
    String secret = exchange.secret(secretAccessKey);
    return session.isPresent()
        ? AwsSessionCredentialsIdentity.create(id, secret, exchange.secret(session.get()))
        : AwsCredentialsIdentity.create(id, secret);
  }
}
