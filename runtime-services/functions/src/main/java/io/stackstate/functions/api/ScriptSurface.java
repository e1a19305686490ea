package io.stackstate.functions.api;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What scripts see of the platform, as variables of a run. Knows a {@link ScriptHost} and nothing
 * of the platform itself, so that it works in a worker process, too.
 */
public final class ScriptSurface {
  private ScriptSurface() {}

  /** The script APIs, for one run. */
  public static Map<String, Object> apis(ScriptHost host, InstantSource clock) {
    Map<String, Object> variables = new HashMap<>();
    HttpApi http = new HttpApi(host);
    variables.put("Topology", new TopologyApi(host, clock));
    variables.put("Component", new ComponentApi(host, clock));
    variables.put("View", new ViewApi(host));
    variables.put("Time", new TimeApi(host, clock));
    TelemetryApi telemetry = new TelemetryApi(host, clock);
    variables.put("Telemetry", telemetry);
    variables.put("Prediction", new PredictionApi(telemetry));
    variables.put("StringTemplate", new StringTemplateApi());
    variables.put("UI", new UiApi(host, clock));
    variables.put("StackPack", new StackPackApi(host));
    variables.put("Async", new AsyncApi());
    variables.put("Graph", new GraphApi(host));
    variables.put("Http", http);
    variables.put("HTTP", http);
    return variables;
  }

  /** What synchronous functions of event handlers have instead (health sheet, section 9.3). */
  public static Map<String, Object> plugins(ScriptHost host) {
    return Map.of(
        "emailPlugin", new EmailPlugin(host),
        "webhookPlugin", new WebhookPlugin(host),
        "smsPlugin", new SmsPlugin(host));
  }
}
