package io.stackstate.api.settings;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.stj.ExportRequest;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import io.stackstate.stackpacks.stj.ImportPlan;
import io.stackstate.stackpacks.stj.SettingsExport;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.util.List;
import java.util.Locale;

/** {@code /api/import} and {@code /api/export} (REST sheet, 6.2; topology sheet, 4.5 and 4.7). */
public final class TransferResource {
  private static final String FILE = "import";

  private final SettingsImport imports;
  private final SettingsExport exports;
  private final long maxBytes;

  /**
   * @param maxBytes of an imported document
   */
  public TransferResource(SettingsImport imports, SettingsExport exports, long maxBytes) {
    this.imports = imports;
    this.exports = exports;
    this.maxBytes = maxBytes;
  }

  public void bind(Routes routes) {
    routes
        .upload(Permission.UPDATE_SETTINGS, "/api/import", maxBytes, this::importDocument)
        .post(Permission.READ_SETTINGS, "/api/export", this::export);
  }

  /**
   * Answers the nodes in full, as the genuine command line reads them; with {@code dryRun=true} or
   * {@code details=true} the difference that the import makes.
   */
  private Answer importDocument(Call call) {
    call.longParam("timeoutSeconds", 0, Integer.MAX_VALUE);
    boolean dryRun = call.flagParam("dryRun");
    boolean details = dryRun || call.flagParam("details");
    ImportOptions options =
        new ImportOptions(
            null,
            call.param("namespace").orElse(null),
            null,
            true,
            strategy(call, "unlocked"),
            strategy(call, "locked"));
    StjSource source = StjSource.of(call.param("file").orElse(FILE), call.bodyText());
    try {
      if (!call.caller().isUnrestricted()) {
        CodeRule.require(call.caller(), imports.dryRun(source, options));
      }
      ImportPlan plan = dryRun ? imports.dryRun(source, options) : imports.apply(source, options);
      List<Node> nodes = plan.nodes();
      return Answer.ok(
          out -> {
            if (details) {
              PlanWriter.write(out, plan);
              return;
            }
            out.writeStartArray();
            for (Node node : nodes) {
              NodeWriter.write(out, node);
            }
            out.writeEndArray();
          });
    } catch (SettingsException e) {
      throw ApiException.of(400, e.getMessage());
    } catch (IllegalStateException e) {
      throw ApiException.of(409, e.getMessage());
    }
  }

  private Answer export(Call call) {
    call.longParam("timeoutSeconds", 0, Integer.MAX_VALUE);
    SettingsExport.Form form = form(call);
    JsonFields body = call.body();
    try {
      return Answer.text(
          exports.export(
              new ExportRequest(
                  body.wholes("nodesWithIds"),
                  body.texts("allNodesOfTypes"),
                  body.text("namespace").orElse(null),
                  body.texts("allowReferences")),
              form));
    } catch (SettingsException e) {
      throw ApiException.of(400, e.getMessage());
    }
  }

  private static SettingsExport.Form form(Call call) {
    String text = call.param("format").orElse("stj");
    return switch (text) {
      case "stj" -> SettingsExport.Form.STJ;
      case "sty" -> SettingsExport.Form.STY;
      default -> throw ApiException.badField("format", "\"" + text + "\"", "stj or sty");
    };
  }

  /** What is not said is {@code fail}. */
  public static Strategy strategy(Call call, String parameter) {
    String text = call.param(parameter).orElse("fail");
    for (Strategy strategy : Strategy.values()) {
      if (strategy.name().toLowerCase(Locale.ROOT).equals(text)) {
        return strategy;
      }
    }
    throw ApiException.badField(parameter, "\"" + text + "\"", "fail, skip or overwrite");
  }
}
