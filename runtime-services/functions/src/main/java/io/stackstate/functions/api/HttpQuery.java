package io.stackstate.functions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import groovy.lang.Closure;
import io.stackstate.functions.sandbox.PlainJson;
import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call over HTTP as it is put together (query sheet, section 6.4). It is made when its result is
 * used, at most once. An answer that is no success is an answer; no answer is a failure.
 *
 * <p>What is asked of the host: {@code method}, {@code uri}, {@code parameters}, {@code headers},
 * {@code timeoutMillis}, {@code contentType}, {@code body}, {@code noProxy}; all but the first two
 * may be missing. Its answer has {@code statusCode}, {@code headers} and {@code body}.
 */
public final class HttpQuery implements Pending, PlainValue {
  private static final String JSON = "application/json";

  private final ScriptHost host;
  private final Map<String, Object> call;
  private final Form form;
  private AsyncScriptResult result;

  /** What becomes of an answer. */
  private enum Form {
    TEXT,
    JSON_RESPONSE,
    JSON_BODY
  }

  private HttpQuery(ScriptHost host, Map<String, Object> call, Form form) {
    this.host = host;
    this.call = call;
    this.form = form;
  }

  static HttpQuery of(ScriptHost host, String method, CharSequence uri) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("method", method);
    call.put("uri", String.valueOf(uri));
    return new HttpQuery(host, call, Form.TEXT);
  }

  private HttpQuery with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(call);
    more.put(field, value);
    return new HttpQuery(host, more, form);
  }

  private HttpQuery withEntry(String field, Object name, Object value) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (call.get(field) instanceof Map<?, ?> known) {
      known.forEach((key, each) -> entries.put((String) key, each));
    }
    entries.put(String.valueOf(name), String.valueOf(value));
    return with(field, entries);
  }

  /**
   * @param duration a number and a unit: {@code "30s"}
   */
  public HttpQuery timeout(Object duration) {
    return with("timeoutMillis", InstantText.duration(duration));
  }

  /** Adds to the query of the address. */
  public HttpQuery param(Object name, Object value) {
    return withEntry("parameters", name, value);
  }

  public HttpQuery header(Object name, Object value) {
    return withEntry("headers", name, value);
  }

  /** Goes past the configured proxy. */
  public HttpQuery noProxy() {
    return with("noProxy", true);
  }

  public HttpQuery contentType(Object type) {
    return with("contentType", String.valueOf(type));
  }

  public HttpQuery textRequest(Object text) {
    return with("body", String.valueOf(text));
  }

  /** A body as the closure builds it: {@link JsonTree}. */
  public HttpQuery jsonRequest(Closure<?> tree) {
    return jsonRequest((Object) JsonTree.of(tree));
  }

  /** A body of this value. */
  public HttpQuery jsonRequest(Object value) {
    HttpQuery typed = call.containsKey("contentType") ? this : contentType(JSON);
    return typed.with("body", PlainJson.write(value));
  }

  /** The result is what the body says as JSON. */
  public HttpQuery jsonBody() {
    return new HttpQuery(host, call, Form.JSON_BODY);
  }

  /** The result is the whole answer, with its body read as JSON. */
  public HttpQuery jsonResponse() {
    return new HttpQuery(host, call, Form.JSON_RESPONSE);
  }

  public AsyncScriptResult then(Closure<?> next) {
    return result().then(next);
  }

  public AsyncScriptResult map(Closure<?> next) {
    return result().then(next);
  }

  public AsyncScriptResult flatMap(Closure<?> next) {
    return result().then(next);
  }

  public AsyncScriptResult thenCollect(Closure<?> next) {
    return result().thenCollect(next);
  }

  public AsyncScriptResult catchError(Closure<?> handler) {
    return result().catchError(handler);
  }

  @Override
  public AsyncScriptResult result() {
    if (result == null) {
      result = AsyncScriptResult.attempt(this::answer);
    }
    return result;
  }

  private Object answer() {
    Map<?, ?> answer = (Map<?, ?>) host.ask(Question.HTTP, call);
    String body = String.valueOf(answer.get("body"));
    if (form == Form.JSON_BODY) {
      return json(body);
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put(
        "_type", form == Form.TEXT ? "HttpScriptApiTextResponse" : "HttpScriptApiJsonResponse");
    response.put("statusCode", answer.get("statusCode"));
    response.put("headers", answer.get("headers"));
    response.put("body", form == Form.TEXT ? body : json(body));
    return response;
  }

  private static Object json(String body) {
    try {
      return Json.mapper().readValue(body, Object.class);
    } catch (JsonProcessingException e) {
      throw new ScriptApiException("Http: found a body that is no JSON, expected JSON");
    }
  }

  @Override
  public Object toPlain() {
    return result().get();
  }
}
