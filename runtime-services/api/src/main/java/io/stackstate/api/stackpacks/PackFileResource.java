package io.stackstate.api.stackpacks;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.stackpacks.archive.MarkdownPage;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.provision.PackInstance;
import io.stackstate.stackpacks.provision.PackView;
import io.stackstate.stackpacks.provision.ServerConfig;
import io.stackstate.stackpacks.provision.StackPacks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Files of a StackPack's resources; placeholders of pages are filled in (topology sheet, 7.1 and
 * 7.5). The version may be left out of the path.
 */
public final class PackFileResource {
  private final StackPacks packs;
  private final ServerConfig server;

  public PackFileResource(StackPacks packs, ServerConfig server) {
    this.packs = packs;
    this.server = server;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_STACKPACKS, "/stackpack/{name}/resources/{*file}", this::get)
        .get(Permission.READ_STACKPACKS, "/api/stackpack/{name}/resources/{*file}", this::get);
  }

  private Answer get(Call call) {
    String name = call.path("name");
    String path = call.path("file");
    PackView view =
        packs
            .find(name)
            .orElseThrow(() -> ApiException.of(404, "there is no StackPack \"" + name + "\""));
    StackPackArchive.Resource file =
        find(name, path).orElseThrow(() -> ApiException.of(404, name + " has no resource " + path));
    if (!file.mediaType().startsWith("text/markdown")) {
      return new Answer.Content(file.mediaType(), file.bytes());
    }
    String page = new String(file.bytes(), StandardCharsets.UTF_8);
    String rendered =
        MarkdownPage.render(
            page, server.apiKey(), server.baseUrl(), view.manifest(), values(call, view));
    return new Answer.Content(file.mediaType(), rendered.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<StackPackArchive.Resource> find(String name, String path) {
    int slash = path.indexOf('/');
    Optional<SemVer> version = slash < 0 ? Optional.empty() : SemVer.find(path.substring(0, slash));
    return version
        .flatMap(known -> packs.resource(name, known, path.substring(slash + 1)))
        .or(() -> packs.resource(name, null, path));
  }

  /** Of the instance that the page is about: {@code instance=<id>}, else the first. */
  private static Map<String, String> values(Call call, PackView view) {
    long wanted = call.longParam("instance", 1, Long.MAX_VALUE).orElse(0);
    return view.instances().stream()
        .filter(instance -> wanted == 0 || instance.id() == wanted)
        .findFirst()
        .map(PackInstance::config)
        .orElse(Map.of());
  }
}
