package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code UI} of scripts (query sheet, section 6.6). Its results tell the user interface what to do
 * when a script that a person started has one as its value; elsewhere they are values like others.
 */
public final class UiApi {
  /** What a browser may be sent to; a script must not run code in it. */
  private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|/?#/)\\S+");

  private final ScriptHost host;
  private final InstantSource clock;

  UiApi(ScriptHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
  }

  /** Opens an address in a new tab; {@code http}, {@code https} or a route of the interface. */
  public AsyncScriptResult redirectToURL(Object url) {
    return AsyncScriptResult.attempt(
        () -> {
          String text = String.valueOf(url).strip();
          if (!ADDRESS.matcher(text).matches()) {
            throw new ScriptApiException(
                "UI.redirectToURL: found \"%s\", expected an address with http or https"
                    .formatted(text));
          }
          return typed("URLRedirectResponse", Map.of("url", text));
        });
  }

  /** Shows a report in STML. */
  public AsyncScriptResult showReport(Object name, Object stml) {
    return showReport(name, stml, Map.of());
  }

  /**
   * @param data values by the name that the report calls them
   */
  public AsyncScriptResult showReport(Object name, Object stml, Map<?, ?> data) {
    return AsyncScriptResult.attempt(
        () -> {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("name", String.valueOf(name));
          fields.put("stml", String.valueOf(stml));
          fields.put("data", new LinkedHashMap<>(data));
          return typed("ShowStmlReport", fields);
        });
  }

  /** Shows what a query finds in the topology. */
  public AsyncScriptResult showTopologyByQuery(Object stql) {
    return AsyncScriptResult.attempt(
        () -> typed("ShowTopologyByQuery", Map.of("query", String.valueOf(stql))));
  }

  /** Where people find the product, without a slash at its end; fails when it is not configured. */
  public String baseUrl() {
    return String.valueOf(host.ask(Question.BASE_URL, Map.of()));
  }

  /** Begins the address of a page. */
  public UiAddress createUrl() {
    return new UiAddress(this::baseUrl, clock);
  }

  private static Map<String, Object> typed(String type, Map<String, Object> fields) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("_type", type);
    value.putAll(fields);
    return value;
  }
}
