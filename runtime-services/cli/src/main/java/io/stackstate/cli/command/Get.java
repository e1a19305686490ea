package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Color;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists custom resources as {@code kubectl get} does, with the columns of their CRDs. */
@Command(
    name = "get",
    description = "Custom resources and how they do, as kubectl get shows them.",
    footer = {
      "",
      "Examples:",
      "  stackstate get all",
      "  stackstate get eventhandlers,monitors -o wide",
      "  stackstate get eventhandler orders-oncall -o yaml"
    })
final class Get implements Runnable {
  static final String ROOT = "/apis/stackstate.io/v1alpha1";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String DEFAULT_NAMESPACE = "default";

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "KINDS",
      description =
          "One or several by commas, of eventhandlers, integrations, monitors, servicetokens, settings,"
              + " stackpacks and views; or all.")
  private String kinds;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Of one resource.")
  private String name;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Default: all when listing, default for one.")
  private String namespace;

  Get(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    List<Kind> wanted = wanted();
    List<JsonNode> answers = new ArrayList<>();
    wanted.forEach(kind -> answers.add(answer(kind)));
    session.printer().print(data(answers), () -> tables(wanted, answers));
    answers.forEach(this::explain);
    problems(answers).forEach(this::warn);
  }

  /** One that is not there may stand in a file with mistakes, which only the list tells. */
  private JsonNode answer(Kind kind) {
    try {
      return session.server().getFromRoot(path(kind));
    } catch (CliException e) {
      if (name != null && e.exitCode() == ExitCode.NOT_FOUND) {
        problems(List.of(session.server().getFromRoot(ROOT + "/" + kind.plural())))
            .forEach(this::warn);
      }
      throw e;
    }
  }

  private static Set<String> problems(List<JsonNode> answers) {
    Set<String> problems = new LinkedHashSet<>();
    answers.forEach(
        answer -> answer.at("/metadata/problems").forEach(each -> problems.add(each.asText())));
    return problems;
  }

  private List<Kind> wanted() {
    List<Kind> known = new ArrayList<>();
    session.server().getFromRoot(DEFINITIONS).path("items").forEach(d -> known.add(Kind.of(d)));
    Set<Kind> wanted = new LinkedHashSet<>();
    for (String each : kinds.split(",")) {
      List<Kind> found =
          known.stream()
              .filter(k -> k.names().contains(each) || k.categories().contains(each))
              .toList();
      if (found.isEmpty()) {
        String plurals = known.stream().map(Kind::plural).collect(Collectors.joining(", "));
        throw new CliException(
            ExitCode.REQUEST, "found \"" + each + "\", expected all or some of " + plurals);
      }
      wanted.addAll(found);
    }
    if (name != null && wanted.size() > 1) {
      throw new CliException(ExitCode.REQUEST, "found several kinds and a name, expected one kind");
    }
    return List.copyOf(wanted);
  }

  private String path(Kind kind) {
    if (name != null) {
      String in = namespace == null ? DEFAULT_NAMESPACE : namespace;
      return ROOT
          + "/namespaces/"
          + Server.encode(in)
          + "/"
          + kind.plural()
          + "/"
          + Server.encode(name);
    }
    return namespace == null
        ? ROOT + "/" + kind.plural()
        : ROOT + "/namespaces/" + Server.encode(namespace) + "/" + kind.plural();
  }

  /** One answer as it is, several as one list. */
  private static JsonNode data(List<JsonNode> answers) {
    if (answers.size() == 1) {
      return answers.get(0);
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1");
    ArrayNode items = list.put("kind", "List").putArray("items");
    answers.forEach(answer -> answer.path("items").forEach(items::add));
    return list;
  }

  private String tables(List<Kind> wanted, List<JsonNode> answers) {
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Kind kind = wanted.get(i);
      List<JsonNode> items = new ArrayList<>();
      if (name == null) {
        answers.get(i).path("items").forEach(items::add);
      } else {
        items.add(answers.get(i));
      }
      if (!items.isEmpty()) {
        boolean wide = session.printer().wide();
        tables.add(
            new ResourceTable(kind, wide, wanted.size() > 1, session.now())
                .of(items)
                .text(session.terminal().colors()));
      }
    }
    return tables.isEmpty() ? none(wanted) : String.join("\n", tables);
  }

  private static String none(List<Kind> wanted) {
    String plurals = wanted.stream().map(Kind::plural).collect(Collectors.joining(", "));
    return "No " + plurals + " found. Declare one in the folder of: stackstate up --resources\n";
  }

  /** What those that are not ready wait for, or what is wrong with them. */
  private void explain(JsonNode answer) {
    Iterable<JsonNode> items = name == null ? answer.path("items") : List.of(answer);
    for (JsonNode item : items) {
      NotReady.why(item)
          .ifPresent(why -> warn(item.at("/metadata/name").asText() + " is not ready: " + why));
    }
  }

  /** About a mistake in a file: what is wrong there is not in the list. */
  private void warn(String problem) {
    String label = session.terminal().colors() ? Color.YELLOW.of("warning:") : "warning:";
    session.printer().note(label + " " + problem);
  }
}
