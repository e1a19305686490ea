package io.stackstate.api.stackpacks;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.settings.TransferResource;
import io.stackstate.model.ElementId;
import io.stackstate.stackpacks.archive.ArchiveException;
import io.stackstate.stackpacks.archive.ArchiveLimits;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.provision.InstallRequest;
import io.stackstate.stackpacks.provision.PackInstance;
import io.stackstate.stackpacks.provision.PackView;
import io.stackstate.stackpacks.provision.StackPackException;
import io.stackstate.stackpacks.provision.StackPacks;
import java.util.List;
import java.util.UUID;

/** {@code /api/stackpack}: what the genuine command line does with StackPacks (REST sheet, 6.3). */
public final class StackPackResource {
  private static final String PACK = "/api/stackpack/{name}";
  private static final String FILE = "stackPack";

  /** What the form around an archive may take. */
  private static final long FORM_BYTES = 64 * 1024;

  private final StackPacks packs;

  public StackPackResource(StackPacks packs) {
    this.packs = packs;
  }

  public void bind(Routes routes) {
    long maxBytes = ArchiveLimits.DEFAULT.maxArchiveBytes() + FORM_BYTES;
    routes
        .get(Permission.READ_STACKPACKS, "/api/stackpack", this::list)
        .get(Permission.READ_STACKPACKS, PACK, this::get)
        .upload(Permission.UPLOAD_STACKPACKS, "/api/stackpack", maxBytes, this::upload)
        .upload(Permission.UPLOAD_STACKPACKS, "/api/stackpack/validate", maxBytes, this::validate)
        .post(Permission.MANAGE_STACKPACKS, PACK + "/provision", this::provision)
        .post(Permission.MANAGE_STACKPACKS, PACK + "/deprovision/{id}", this::deprovision)
        .post(Permission.MANAGE_STACKPACKS, PACK + "/upgrade", this::upgrade)
        .post(Permission.MANAGE_STACKPACKS, PACK + "/reconfigure/{id}", this::reconfigure)
        .post(Permission.MANAGE_STACKPACKS, PACK + "/confirm-manual-steps/{id}", this::confirm);
  }

  private Answer list(Call call) {
    List<PackView> views = packs.list();
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (PackView view : views) {
            PackWriter.write(out, view);
          }
          out.writeEndArray();
        });
  }

  /** One pack, and how many nodes its instances have; the list does not count them. */
  private Answer get(Call call) {
    String name = call.path("name");
    PackView view =
        packs.find(name).orElseThrow(() -> failure(404, "there is no StackPack \"" + name + "\""));
    return Answer.ok(out -> PackWriter.writeCounted(out, view, packs::nodes));
  }

  private Answer upload(Call call) {
    Call.UploadedFile file = call.file(FILE);
    try {
      PackView view = packs.upload(file.name(), file.bytes());
      return new Answer.Json(202, out -> PackWriter.write(out, view));
    } catch (ArchiveException e) {
      throw failure(400, e.getMessage());
    }
  }

  private Answer validate(Call call) {
    Call.UploadedFile file = call.file(FILE);
    try {
      StackPackArchive archive =
          StackPackArchive.read(file.name(), file.bytes(), ArchiveLimits.DEFAULT);
      return Answer.text(
          archive.manifest().name() + " " + archive.manifest().version() + " is valid\n");
    } catch (ArchiveException e) {
      throw failure(400, e.getMessage());
    }
  }

  private Answer provision(Call call) {
    try {
      PackInstance instance =
          packs.install(
              call.path("name"),
              new InstallRequest(
                  call.body().values(),
                  TransferResource.strategy(call, "unlocked"),
                  call.param("instance").map(StackPackResource::uuid).orElse(null),
                  version(call)));
      return Answer.ok(out -> PackWriter.writeProvisioned(out, instance));
    } catch (StackPackException e) {
      throw failure(e);
    }
  }

  private Answer deprovision(Call call) {
    try {
      packs.uninstall(call.path("name"), id(call));
      return Answer.text("Instance " + id(call) + " is being removed");
    } catch (StackPackException e) {
      throw failure(e);
    }
  }

  private Answer upgrade(Call call) {
    try {
      List<PackInstance> instances =
          packs.upgrade(
              call.path("name"), version(call), TransferResource.strategy(call, "unlocked"));
      return Answer.text("Upgraded to " + instances.get(0).version());
    } catch (StackPackException e) {
      throw failure(e);
    }
  }

  private Answer reconfigure(Call call) {
    try {
      PackInstance instance =
          packs.reconfigure(
              call.path("name"),
              id(call),
              call.body().values(),
              TransferResource.strategy(call, "unlocked"));
      return Answer.ok(out -> PackWriter.writeProvisioned(out, instance));
    } catch (StackPackException e) {
      throw failure(e);
    }
  }

  private static String uuid(String text) {
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      throw failure(400, "instance: found " + text + ", expected a UUID");
    }
  }

  /** Null when none is asked for. */
  private static SemVer version(Call call) {
    String text = call.param("version").orElse(null);
    try {
      return text == null ? null : SemVer.parse(text);
    } catch (IllegalArgumentException e) {
      throw failure(400, "version: " + e.getMessage());
    }
  }

  private Answer confirm(Call call) {
    try {
      PackInstance instance = packs.confirmManualSteps(call.path("name"), id(call));
      return Answer.text("Instance " + instance.id() + " is " + instance.status());
    } catch (StackPackException e) {
      throw failure(e);
    }
  }

  private static long id(Call call) {
    String id = call.path("id");
    return ElementId.parse(id)
        .orElseThrow(
            () -> failure(400, "id: found " + id + ", expected the number of an instance"));
  }

  private static ApiException failure(StackPackException e) {
    return failure(e.kind() == StackPackException.Kind.NOT_FOUND ? 404 : 400, e.getMessage());
  }

  /** A list of messages (REST sheet, section 5). */
  private static ApiException failure(int status, String message) {
    return ApiException.withBody(
        status,
        message,
        out -> {
          out.writeStartArray();
          for (String line : message.lines().toList()) {
            out.writeString(line);
          }
          out.writeEndArray();
        });
  }
}
