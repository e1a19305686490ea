package io.stackstate.api.stackpacks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.provision.PackInstance;
import io.stackstate.stackpacks.provision.PackView;
import io.stackstate.stackpacks.provision.StackPacks;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes StackPacks as the genuine command line reads them (REST sheet, 6.3, 9.5 and 9.6). */
final class PackWriter {
  private PackWriter() {}

  /** What the list and the upload show. */
  static void write(JsonGenerator out, PackView view) throws IOException {
    write(out, view, Optional.empty());
  }

  /** The same, with the number of settings nodes of each instance. */
  static void writeCounted(
      JsonGenerator out, PackView view, Function<PackInstance, StackPacks.NodeCount> nodes)
      throws IOException {
    write(out, view, Optional.of(nodes));
  }

  private static void write(
      JsonGenerator out,
      PackView view,
      Optional<Function<PackInstance, StackPacks.NodeCount>> nodes)
      throws IOException {
    out.writeStartObject();
    writeManifest(out, view.manifest(), view.isCompatible());
    out.writeBooleanField("canUninstall", view.canUninstall());
    out.writeArrayFieldStart("configurations");
    for (PackInstance instance : view.instances()) {
      writeInstance(out, view, instance, nodes.map(count -> count.apply(instance)));
    }
    out.writeEndArray();
    if (view.next().isPresent()) {
      writeOther(out, "nextVersion", view.next().get(), view);
    }
    writeOther(out, "latestVersion", view.latest(), view);
    out.writeArrayFieldStart("warnings");
    for (String warning : view.warnings()) {
      out.writeString(warning);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeOther(JsonGenerator out, String field, Manifest manifest, PackView view)
      throws IOException {
    out.writeObjectFieldStart(field);
    writeManifest(out, manifest, view.isCompatible());
    out.writeBooleanField("canUninstall", view.canUninstall());
    out.writeArrayFieldStart("configurations");
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeManifest(JsonGenerator out, Manifest pack, boolean compatible)
      throws IOException {
    out.writeStringField("name", pack.name());
    out.writeStringField("displayName", pack.displayName());
    out.writeStringField("version", pack.version().toString());
    writeTexts(out, "categories", pack.categories());
    out.writeBooleanField("isNew", pack.isNew());
    out.writeBooleanField("isMultiConfig", pack.isMultiConfig());
    out.writeStringField("releaseStatus", pack.releaseStatus().name());
    out.writeBooleanField("isCompatible", compatible);
    writeUrl(out, "logo", pack, pack.logoUrl());
    writeUrl(out, "overviewUrl", pack, pack.overviewUrl());
    writeUrl(out, "detailedOverviewUrl", pack, pack.detailedOverviewUrl());
    writeUrl(out, "releaseNotes", pack, pack.releaseNotes());
    writeUrl(out, "upgradeInstructions", pack, pack.upgradeInstructions());
    out.writeStringField("resourcesUrl", resources(pack));
    out.writeArrayFieldStart("faqs");
    for (Manifest.Faq faq : pack.faqs()) {
      out.writeStartObject();
      out.writeStringField("question", faq.question());
      out.writeStringField("answer", faq.answer());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("configurationUrls");
    for (Map.Entry<String, String> page : new TreeMap<>(pack.configurationUrls()).entrySet()) {
      out.writeStartArray();
      out.writeString(page.getKey());
      out.writeString(url(pack, page.getValue()));
      out.writeEndArray();
    }
    out.writeEndArray();
    writeSteps(out, pack);
    writeTiles(out, pack);
  }

  private static void writeSteps(JsonGenerator out, Manifest pack) throws IOException {
    out.writeArrayFieldStart("steps");
    for (Manifest.Step step : pack.steps()) {
      out.writeStartObject();
      out.writeStringField("name", step.name());
      out.writeStringField("display", step.display());
      out.writeObjectFieldStart("value");
      out.writeStringField("_type", step.type() == Manifest.Input.PASSWORD ? "password" : "text");
      if (step.defaultValue() != null && step.type() != Manifest.Input.PASSWORD) {
        out.writeStringField("default", step.defaultValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeTiles(JsonGenerator out, Manifest pack) throws IOException {
    out.writeArrayFieldStart("integrations");
    for (Manifest.Tile tile : pack.integrations()) {
      out.writeStartObject();
      out.writeStringField("name", tile.name());
      out.writeStringField("displayName", tile.displayName());
      writeTexts(out, "categories", tile.categories());
      out.writeBooleanField("isNew", tile.isNew());
      out.writeArrayFieldStart("faqs");
      out.writeEndArray();
      writeUrl(out, "logo", pack, tile.logoUrl());
      writeUrl(out, "overviewUrl", pack, tile.overviewUrl());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeInstance(
      JsonGenerator out, PackView view, PackInstance instance, Optional<StackPacks.NodeCount> nodes)
      throws IOException {
    out.writeStartObject();
    writeState(out, instance);
    if (nodes.isPresent()) {
      out.writeNumberField("nodes", nodes.get().own());
      out.writeNumberField("sharedNodes", nodes.get().shared());
    }
    out.writeObjectFieldStart("config");
    for (Map.Entry<String, String> value : view.shownConfig(instance).entrySet()) {
      out.writeStringField(value.getKey(), value.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  /** The answer to an installation. */
  static void writeProvisioned(JsonGenerator out, PackInstance instance) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", instance.pack());
    writeState(out, instance);
    out.writeEndObject();
  }

  private static void writeState(JsonGenerator out, PackInstance instance) throws IOException {
    out.writeNumberField("id", instance.id());
    out.writeStringField("uuid", instance.uuid());
    out.writeStringField("status", instance.status().name());
    out.writeStringField("stackPackVersion", instance.version().toString());
    out.writeNumberField("lastUpdateTimestamp", instance.lastUpdateMillis());
    if (instance.error() != null) {
      out.writeObjectFieldStart("error");
      out.writeBooleanField("retryable", instance.error().retryable());
      out.writeObjectFieldStart("error");
      out.writeStringField("message", instance.error().message());
      out.writeEndObject();
      out.writeStringField("action", instance.error().during().name());
      out.writeEndObject();
    }
  }

  private static void writeTexts(JsonGenerator out, String field, Iterable<String> texts)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void writeUrl(JsonGenerator out, String field, Manifest pack, String url)
      throws IOException {
    if (url != null) {
      out.writeStringField(field, url(pack, url));
    }
  }

  private static String url(Manifest pack, String url) {
    return url.contains("://") ? url : resources(pack) + "/" + url;
  }

  private static String resources(Manifest pack) {
    return "/api/stackpack/" + pack.name() + "/resources/" + pack.version();
  }
}
