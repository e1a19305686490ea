package io.stackstate.functions.api;

/** {@code Http} of scripts, also known as {@code HTTP} (query sheet, section 6.4). */
public final class HttpApi {
  private final ScriptHost host;

  HttpApi(ScriptHost host) {
    this.host = host;
  }

  public HttpQuery get(CharSequence uri) {
    return HttpQuery.of(host, "GET", uri);
  }

  public HttpQuery put(CharSequence uri) {
    return HttpQuery.of(host, "PUT", uri);
  }

  public HttpQuery post(CharSequence uri) {
    return HttpQuery.of(host, "POST", uri);
  }

  public HttpQuery delete(CharSequence uri) {
    return HttpQuery.of(host, "DELETE", uri);
  }

  public HttpQuery options(CharSequence uri) {
    return HttpQuery.of(host, "OPTIONS", uri);
  }

  public HttpQuery patch(CharSequence uri) {
    return HttpQuery.of(host, "PATCH", uri);
  }

  public HttpQuery head(CharSequence uri) {
    return HttpQuery.of(host, "HEAD", uri);
  }
}
